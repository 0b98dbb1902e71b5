// form[data-draft="key"]: what was typed survives an expired login, a dropped line, a mistake of ours, a tab that is killed.
// Each open form has a draft of its own, named by its _once key: two tabs are two forms. A draft is forgotten when the
// server says that the form with this key was done, when the person does not want it, or after a week. Fields marked
// data-unkept (identity numbers, telephones) and passwords are never kept.
(() => {
  const WEEK = 7 * 24 * 3600e3;
  const MOST = 40e6; // bytes of files that a draft keeps
  const { kept, person, say, line } = gewu;
  const forms = [...document.querySelectorAll("form[data-draft]")];

  // A form that is open holds a lock; the browser lets go of it when the page is gone, however it went.
  const hold = (id) => navigator.locks && navigator.locks.request(`draft ${id}`, () => new Promise(() => {}));
  async function open(id) {
    const held = async () => navigator.locks && (await navigator.locks.query()).held.some((one) => one.name === `draft ${id}`);
    if (!(await held())) return false;
    await new Promise((done) => setTimeout(done, 200)); // the page before this one may be on its way out
    return held();
  }

  function watched(form) {
    let draft = null, work = Promise.resolve(), isWaiting = false, withFiles = false;

    function own(one) {
      draft = one;
      hold(draft.id);
    }
    async function save() {
      const files = withFiles;
      isWaiting = withFiles = false;
      const said = gewu.read(form);
      const unkept = [...form.elements].filter((field) => "unkept" in field.dataset && field.value).map(gewu.label);
      draft.at = Date.now();
      draft.said = await gewu.seal({ values: said.values, unkept, files: said.files.map(([, file]) => file.name) });
      if (files) {
        const size = said.files.reduce((sum, [, file]) => sum + file.size, 0);
        draft.files = size > MOST ? [] : await gewu.sealFiles(said.files);
      }
      // What went into the outbox meanwhile is kept there: a draft that came after it would bring its key back.
      if (!("queue" in form.dataset && form.dataset.sending)) await kept.put("drafts", draft);
    }
    form.addEventListener("input", (event) => {
      if (!draft) own({ id: form.elements._once.value, person, form: form.dataset.draft, sent: false, files: [] });
      withFiles = withFiles || event.target.type === "file";
      if (!isWaiting) work = work.then(save).catch(() => {});
      isWaiting = true;
    });
    form.addEventListener("submit", () => {
      if (!draft) return;
      draft.sent = true;
      work = work.then(() => kept.put("drafts", draft)).catch(() => {});
    });

    async function restore(one, isAsked) {
      const said = await gewu.open(one.said);
      const files = await gewu.openFiles(one.files);
      if (draft) return; // somebody types already: the draft waits for the next time
      if ("queue" in form.dataset && !isAsked) { // it may have been done: under that key a new card would count as done
        await kept.remove("drafts", one.id);
        one = { ...one, id: form.elements._once.value };
      }
      own(one);
      form.elements._once.value = one.id;
      const answered = form.querySelector(".error, .form-errors"); // the server gave back everything but the files
      if (!answered) gewu.fill(form, said.values);
      gewu.fillFiles(form, files);
      if (form.closest("details")) form.closest("details").open = true;
      const note = Object.assign(document.createElement("div"), { className: "note" });
      note.setAttribute("role", "status");
      if (!answered) line(note, say("restored"));
      if (files.length) line(note, say("files-kept", { names: files.map(([, file]) => file.name).join("、") }));
      else if (said.files.length) line(note, say("files-gone", { names: said.files.join("、") }));
      if (!answered && said.unkept.length) line(note, say("unkept", { names: said.unkept.join("、") }));
      if (!answered) {
        line(note, say("discard"), "button", { type: "button", className: "link" }).addEventListener("click", async () => {
          await kept.remove("drafts", one.id);
          location.reload();
        });
      }
      if (note.children.length) form.prepend(note);
    }
    return restore;
  }

  async function start() {
    const restores = new Map(forms.map((form) => [form.dataset.draft, watched(form)]));
    for (const one of await kept.everybodys("drafts")) if (one.at < Date.now() - WEEK) await kept.remove("drafts", one.id);
    let mine = await kept.mine("drafts");
    const asked = mine.filter((one) => one.sent || restores.has(one.form)).map((one) => one.id);
    const told = await (asked.length ? gewu.ask(asked).catch(() => null) : { done: [] });
    const done = [...(told ? told.done : []), ...(await kept.mine("outbox")).map((one) => one.id)];
    for (const id of done) await kept.remove("drafts", id);
    mine = mine.filter((one) => !done.includes(one.id)).sort((one, other) => other.at - one.at);
    for (const [form, restore] of restores) {
      for (const one of mine.filter((each) => each.form === form)) {
        if (await open(one.id)) continue;
        await restore(one, Boolean(told));
        break;
      }
    }
  }
  if (person && !location.hash.startsWith("#outbox=")) start().catch(() => {});
})();
