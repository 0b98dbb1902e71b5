// form[data-draft="key"]: what was typed survives an expired login or a dropped line. It stays in this tab only
// (sessionStorage), never a file or a password. A draft that was sent is forgotten on the next page that no longer
// has a form with its key: keys of forms that stay on their page carry the row's seq.
(() => {
  const PREFIX = "draft:";
  const kept = (field) => field.name && !field.name.startsWith("_") && !["file", "password", "hidden"].includes(field.type);
  const keyOf = (form) => PREFIX + form.dataset.draft;
  const read = (key) => JSON.parse(sessionStorage.getItem(key) || "null");
  const forms = [...document.querySelectorAll("form[data-draft]")];

  function save(form, sent) {
    const values = [...form.elements].filter(kept).map((field) =>
      ["checkbox", "radio"].includes(field.type) ? [field.name, field.value, field.checked] : [field.name, field.value]);
    sessionStorage.setItem(keyOf(form), JSON.stringify({ sent, values }));
  }

  function restore(form) {
    const draft = read(keyOf(form));
    if (!draft || form.querySelector(".error, .form-errors")) return; // the server gave everything back itself
    for (const [name, value, checked] of draft.values) {
      for (const field of [...form.elements].filter((one) => one.name === name)) {
        if (checked === undefined) field.value = value;
        else if (field.value === value) field.checked = checked;
      }
    }
    const said = form.querySelector("[data-draft-said]");
    if (said) said.hidden = false;
  }

  const here = new Set(forms.map(keyOf));
  const signingIn = document.querySelector('input[type="password"]');
  for (const key of Object.keys(sessionStorage).filter((one) => one.startsWith(PREFIX))) {
    if (!signingIn && !here.has(key) && read(key)?.sent) sessionStorage.removeItem(key);
  }
  for (const form of forms) {
    restore(form);
    form.addEventListener("input", () => save(form, false));
    form.addEventListener("submit", () => save(form, true));
  }
  for (const form of document.querySelectorAll("form[data-forget]")) {
    form.addEventListener("submit", () => sessionStorage.clear());
  }
})();
