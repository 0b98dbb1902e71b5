// What the other scripts share: whose page this is, what this device keeps for that person, and the words of the page.
// What is kept is sealed with the person's key. The key is in this browser while the person is signed in; what was typed
// stays, sealed, until they come again. Without HTTPS a browser cannot seal (docs/why/device.md).
const gewu = (() => {
  const HEADER = "Gewu-Person";
  const person = document.body.dataset.person; // "": the login page; undefined: a page that does not know
  const sealing = Boolean(self.crypto && crypto.subtle);

  const base = new Promise((resolve, reject) => {
    const asked = indexedDB.open("gewu", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keys", { keyPath: "person" });
      for (const name of ["drafts", "outbox"]) asked.result.createObjectStore(name, { keyPath: "id" });
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  base.catch(() => {}); // a browser that keeps nothing: forms still work, each caller says what it cannot do

  async function run(name, mode, act) {
    const work = (await base).transaction(name, mode, { durability: "strict" });
    return new Promise((resolve, reject) => {
      const asked = act(work.objectStore(name));
      work.oncomplete = () => resolve(asked.result);
      work.onerror = work.onabort = () => reject(work.error);
    });
  }
  const kept = {
    everybodys: (name) => run(name, "readonly", (rows) => rows.getAll()),
    mine: async (name) => (await kept.everybodys(name)).filter((one) => one.person === person),
    get: (name, id) => run(name, "readonly", (rows) => rows.get(id)),
    put: (name, one) => run(name, "readwrite", (rows) => rows.put(one)),
    remove: (name, id) => run(name, "readwrite", (rows) => rows.delete(id)),
  };

  // --- the key, and what it seals
  let key;
  const myKey = () => {
    key = key || fetchKey();
    key.catch(() => (key = undefined)); // without a network: the next one who needs it asks again
    return key;
  };
  async function fetchKey() {
    const known = await kept.get("keys", person);
    if (known) return known.key;
    const raw = Uint8Array.from(atob((await ask()).key), (letter) => letter.charCodeAt(0));
    const made = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
    await kept.put("keys", { person, key: made });
    return made;
  }
  // Where the key has not come yet (the line was cut while signing in) what is kept lies open rather than be lost.
  async function sealed(bytes) {
    const key = sealing && (await myKey().catch(() => null));
    if (!key) return { data: bytes };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes) };
  }
  const unsealed = async ({ iv, data }) => (iv ? crypto.subtle.decrypt({ name: "AES-GCM", iv }, await myKey(), data) : data);
  const seal = (value) => sealed(new TextEncoder().encode(JSON.stringify(value)));
  const open = async (box) => JSON.parse(new TextDecoder().decode(await unsealed(box)));
  const sealFiles = (files) => Promise.all(files.map(async ([name, file]) => (
    { about: await seal([name, file.name, file.type]), bytes: await sealed(await file.arrayBuffer()) })));
  const openFiles = (boxes) => Promise.all(boxes.map(async (box) => {
    const [name, called, type] = await open(box.about);
    return [name, new File([await unsealed(box.bytes)], called, { type })];
  }));
  async function sealAgain(one) {
    if (one.said.iv || !sealing) return one;
    return { ...one, said: await seal(await open(one.said)), files: await sealFiles(await openFiles(one.files)) };
  }

  // --- the server: who is signed in now, their key and token, and which of these forms were done
  async function within(milliseconds, act) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), milliseconds);
    try {
      return await act({ signal: stop.signal, cache: "no-store", headers: { [HEADER]: person } });
    } finally {
      clearTimeout(timer);
    }
  }
  async function ask(sent = []) {
    const query = new URLSearchParams(sent.slice(0, 50).map((id) => ["sent", id]));
    return within(10000, async (how) => {
      const answer = await fetch(`/me/device/?${query}`, how);
      const now = answer.headers.get(HEADER);
      if (now && now !== person) await leave(); // the session has ended, or somebody else's began
      if (!answer.ok || now !== person) throw new Error(now ? "signed out" : "no network");
      return answer.json();
    });
  }

  // Keys and kept pages of everybody but `stays` go: telephones change hands.
  async function leave(stays) {
    if (self.caches) {
      const names = (await caches.keys()).filter((name) => name.startsWith("pages ") && name.split(" ")[1] !== stays);
      await Promise.all(names.map((name) => caches.delete(name)));
    }
    for (const one of await kept.everybodys("keys")) if (one.person !== stays) await kept.remove("keys", one.person);
    if (stays) await forget((draft) => draft.person !== stays && !draft.said.iv);
  }
  async function forget(which) {
    for (const draft of await kept.everybodys("drafts")) if (which(draft)) await kept.remove("drafts", draft.id);
  }

  // --- forms
  const isKept = (field) => field.name && !field.name.startsWith("_") && field.name !== "csrfmiddlewaretoken" &&
    !["password", "hidden"].includes(field.type) && !("unkept" in field.dataset);
  function read(form, also = isKept) {
    const names = new Set([...form.elements].filter(also).map((field) => field.name));
    const said = [...new FormData(form)].filter(([name, value]) => names.has(name) && (typeof value === "string" || value.name));
    return { values: said.filter(([, value]) => typeof value === "string"), files: said.filter(([, value]) => typeof value !== "string") };
  }
  function fill(form, values) {
    for (const field of [...form.elements].filter(isKept)) {
      const given = values.filter(([name]) => name === field.name).map(([, value]) => value);
      if (["checkbox", "radio"].includes(field.type)) field.checked = given.includes(field.value);
      else if (field.type === "select-multiple") for (const one of field.options) one.selected = given.includes(one.value);
      else if (field.type !== "file" && given.length) field.value = given[0];
    }
  }
  function fillFiles(form, files) {
    for (const field of [...form.elements].filter((one) => one.type === "file" && !one.files.length)) {
      const bag = new DataTransfer();
      for (const [name, file] of files) if (name === field.name) bag.items.add(file);
      field.files = bag.files;
    }
  }
  const label = (field) => (field.labels && field.labels[0] ? field.labels[0].firstChild.textContent.trim() : field.name);

  // --- words, from the page (_parts/words.html): "{n}" in them is filled in
  function say(name, given = {}) {
    const words = document.getElementById("words").content.querySelector(`[data-word="${name}"]`).textContent;
    return words.replace(/\{(\w+)\}/g, (_, what) => given[what]);
  }
  function line(parent, text, tag = "p", more = {}) {
    const made = Object.assign(document.createElement(tag), more);
    made.textContent = text;
    parent.append(made);
    return made;
  }

  // A kept page is opened again and again: each time its forms are new ones.
  function newKey() {
    const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }
  if (document.body.dataset.kept) for (const key of document.querySelectorAll("[name=_once]")) key.value = newKey();

  if (person !== undefined) leave(person).catch(() => {});
  if (person && sealing) myKey().catch(() => {});
  for (const form of document.querySelectorAll("form[data-forget]")) {
    form.addEventListener("submit", () => !sealing && forget((draft) => draft.person === person));
  }
  return { person, HEADER, kept, seal, open, sealFiles, openFiles, sealAgain, within, ask, isKept, read, fill, fillFiles, label, say, line };
})();
