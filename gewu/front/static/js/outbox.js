// form[data-queue]: what is filled in is put into the outbox of this device first, sealed, and sent then and whenever there is
// a network, once by its _once key. An entry belongs to who filled it in: nobody else sees or sends it. It is let go of only
// for a receipt, or when its owner deletes it; refused, it stays with the reason and can be opened again with all values.
// [data-outbox] shows what waits; on the list of doors each door says so too.
(() => {
  const { kept, person, say, line, HEADER } = gewu;
  const box = document.querySelector("[data-outbox]");
  if (!person || !box) return;
  const OPEN = "#outbox=";
  const LIST = "/field/";

  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/sw.js").catch(() => {});
    if ("walks" in box.dataset) navigator.serviceWorker.ready.then((worker) => worker.active.postMessage("ahead"));
  }

  // --- what an entry holds: `said` is sealed {title, path, values, lines}, `files` too, `why` {reason, fields} once refused
  function shownLines(form) {
    const isGiven = (field) => gewu.isKept(field) && field.type !== "file" &&
      (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);
    return [...form.elements].filter(isGiven).map((field) => {
      const group = field.closest("fieldset");
      if (group) return [group.querySelector("legend").firstChild.textContent.trim(), field.closest("label").textContent.trim()];
      if (field.type === "checkbox") return [field.closest("label").textContent.trim(), "✓"];
      return [gewu.label(field), field.selectedOptions ? field.selectedOptions[0].text : field.value.replace("T", " ")];
    });
  }

  async function add(form) {
    const { values, files } = gewu.read(form, (field) => field.name && !["_once", "csrfmiddlewaretoken"].includes(field.name));
    const lines = [...shownLines(form), ...files.map(([, file]) => [say("photo"), file.name])];
    const said = { title: form.dataset.queue, path: new URL(form.action).pathname, values, lines };
    const id = form.elements._once.value;
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist(); // the browser may not clear it
    await kept.put("outbox", { id, person, at: Date.now(), tries: 0, said: await gewu.seal(said), files: await gewu.sealFiles(files) });
    if (form.dataset.replaces) await kept.remove("outbox", form.dataset.replaces);
    await kept.remove("drafts", id);
    return id;
  }

  async function mine() {
    // Sealed with a key that the server no longer gives: it stays, and stands in nobody's way.
    const shut = { said: { title: "", path: "", values: [], lines: [] }, why: { reason: say("shut"), fields: [] } };
    const opened = async (one) => ({ one, said: await gewu.open(one.said), why: one.why && (await gewu.open(one.why)) });
    const all = await kept.mine("outbox");
    return Promise.all(all.sort((one, other) => one.at - other.at).map((one) => opened(one).catch(() => ({ one, ...shut }))));
  }

  const refuse = async (one, why) => kept.put("outbox", { ...one, why: await gewu.seal(why) });

  function reasons(text) {
    const page = new DOMParser().parseFromString(text, "text/html");
    const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
    const wrong = [...page.querySelectorAll(".field.wrong")].filter((field) => field.querySelector("[name]"));
    return {
      reason: [...page.querySelectorAll(".form-errors, .refusal h1, .refusal h1 + p")].map(words).join(" ") || say("refused"),
      fields: wrong.map((field) => [field.querySelector("[name]").name, words(field.querySelector(".error"))]),
    };
  }

  // --- sending. The receipts of this page: id -> where the server would go on
  const receipts = new Map();
  let isSignedOut = false;

  async function send(one, token) {
    const said = await gewu.open(one.said), files = await gewu.openFiles(one.files), body = new FormData();
    for (const [name, value] of said.values) body.append(name, value);
    for (const [name, file] of files) body.append(name, file, file.name);
    body.append("_once", one.id);
    body.append("csrfmiddlewaretoken", token);
    const tried = { ...(await gewu.sealAgain(one)), tries: one.tries + 1 };
    await kept.put("outbox", tried);
    const patience = 20000 + files.reduce((sum, [, file]) => sum + file.size, 0) / 20; // at 20 kB a second
    return gewu.within(patience, async (how) => {
      const answer = await fetch(said.path, { ...how, method: "POST", body });
      if (answer.status === 413) return refuse(tried, { reason: say("too-large"), fields: [] });
      if (answer.headers.get(HEADER) !== person || answer.status >= 500 || answer.status === 429) throw new Error("not now");
      if (!answer.ok) return refuse(tried, reasons(await answer.text()));
      const { receipt, to } = await answer.json();
      if (receipt !== one.id) throw new Error("no receipt");
      receipts.set(one.id, to);
      return kept.remove("outbox", one.id);
    });
  }

  async function sendAll(first) {
    const waiting = (await mine()).filter(({ why }) => !why).map(({ one }) => one);
    if (!waiting.length) return;
    waiting.sort((one, other) => (other.id === first) - (one.id === first) || one.at - other.at);
    const { token, done } = await gewu.ask(waiting.map((one) => one.id));
    for (const one of waiting) await (done.includes(one.id) ? kept.remove("outbox", one.id) : send(one, token));
  }

  async function flush(first) {
    isSignedOut = false;
    try {
      await (navigator.locks ? navigator.locks.request("outbox", () => sendAll(first)) : sendAll(first));
    } catch (lost) {
      isSignedOut = lost.message === "signed out"; // else no network, or none of ours: tried again by and by
    }
    await show();
  }

  // --- what waits, said on every page
  function entry({ one, said, why }) {
    const item = line(box, "", "details");
    const head = line(item, "", "summary");
    line(head, say(why ? "stuck" : "waiting"), "span", { className: `mark ${why ? "late" : "paused"}` });
    head.append(` ${said.title} ${new Date(one.at).toLocaleString([], { dateStyle: "short", timeStyle: "short" })}`);
    if (why) line(item, why.reason, "p", { className: "error" });
    const facts = line(item, "", "ul");
    for (const [what, value] of said.lines) line(facts, `${what}：${value}`, "li");
    const acts = line(item, "", "p", { className: "acts" });
    const ticked = said.values.filter(([name]) => name.endsWith("-done")).map(([name]) => name.slice(0, -"-done".length));
    const again = new URLSearchParams(ticked.map((key) => ["again", key]));
    line(acts, say("reopen"), "a", { className: "button", href: `${said.path}?${again}${OPEN}${one.id}` });
    line(acts, say("delete"), "button", { type: "button", className: "link" }).addEventListener("click", async () => {
      if (!confirm(say("delete-sure", { title: said.title }))) return;
      await kept.remove("outbox", one.id);
      show();
    });
    return item;
  }

  async function show() {
    const all = await mine();
    const open = new Set([...box.querySelectorAll("details[open]")].map((item) => item.dataset.id));
    box.textContent = "";
    box.hidden = !all.length;
    const waiting = all.filter(({ why }) => !why).length;
    if (waiting) line(box, say("waiting-many", { n: waiting }));
    if (waiting && isSignedOut) line(line(box, ""), say("sign-in"), "a", { href: `/login/?next=${LIST}` });
    if (waiting < all.length) line(box, say("stuck-many", { n: all.length - waiting }));
    for (const each of all) {
      const item = entry(each);
      item.dataset.id = each.one.id;
      item.open = open.has(each.one.id);
    }
    for (const mark of document.querySelectorAll("[data-row] [data-waits]")) mark.remove();
    for (const { said, why } of all) {
      for (const link of document.querySelectorAll("[data-row] a.what")) {
        if (link.pathname === said.path) {
          link.after(Object.assign(document.createElement("span"), { className: `mark ${why ? "late" : "paused"}`, textContent: say(why ? "stuck" : "waiting") }));
          link.nextSibling.dataset.waits = "";
        }
      }
    }
  }

  // --- the card
  function explain(form, { reason, fields }) {
    for (const old of form.querySelectorAll("[data-why]")) old.remove();
    for (const old of form.querySelectorAll(".field.wrong")) old.classList.remove("wrong");
    form.prepend(Object.assign(document.createElement("div"), { className: "form-errors", textContent: reason }));
    form.firstChild.setAttribute("role", "alert");
    form.firstChild.dataset.why = "";
    for (const [name, words] of fields) {
      const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
      if (!field || !field.closest(".field")) continue;
      field.closest(".field").classList.add("wrong");
      line(field.closest(".field"), words, "p", { className: "error" }).dataset.why = "";
    }
    form.scrollIntoView();
  }

  async function submit(form) {
    form.dataset.sending = "1";
    const button = form.querySelector("button.primary");
    const word = button.textContent;
    button.textContent = say("sending");
    let id;
    try {
      id = await add(form);
    } catch (lost) {
      HTMLFormElement.prototype.submit.call(form); // a browser that keeps nothing
      return;
    }
    await flush(id);
    delete form.dataset.sending;
    button.textContent = word;
    const left = await kept.get("outbox", id);
    if (left && left.why) explain(form, await gewu.open(left.why));
    else location.href = receipts.get(id) || LIST;
  }

  async function reopen(form) {
    const one = await kept.get("outbox", location.hash.slice(OPEN.length));
    if (!one || one.person !== person) return;
    const said = await gewu.open(one.said);
    const why = one.why ? await gewu.open(one.why) : { reason: say("held"), fields: [] };
    gewu.fill(form, said.values);
    gewu.fillFiles(form, await gewu.openFiles(one.files));
    // Sent and never answered: it may have been done. Under a key of its own the server can say so.
    if (one.tries && !one.why) form.dataset.replaces = one.id;
    else form.elements._once.value = one.id;
    if (!one.why) await refuse(one, why); // it is not sent while it is being changed
    explain(form, why);
    await show();
  }

  for (const form of document.querySelectorAll("form[data-queue]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      if (!form.dataset.sending) submit(form);
    }, true);
    if (location.hash.startsWith(OPEN)) reopen(form).catch(() => {});
    addEventListener("hashchange", () => location.hash.startsWith(OPEN) && reopen(form).catch(() => {}));
  }
  if (document.body.dataset.kept) {
    const at = new Date(document.body.dataset.kept).toLocaleTimeString([], { timeStyle: "short" });
    box.before(Object.assign(document.createElement("p"), { className: "note warning", textContent: say("kept", { at }) }));
  }
  addEventListener("online", () => flush());
  setInterval(flush, 30000);
  flush();
})();
