// form[data-queue]: without a network the form is kept on this device and sent when the network is back, once each
// (its _once key). [data-outbox] says how many wait and which the server refused. Nothing is dropped silently.
(() => {
  const shown = document.querySelector("[data-outbox]");
  if (!("indexedDB" in window)) return;
  if ("serviceWorker" in navigator && window.isSecureContext) navigator.serviceWorker.register("/sw.js");

  const opened = new Promise((resolve, reject) => {
    const asked = indexedDB.open("gewu-outbox", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("forms", { keyPath: "once" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const store = async (mode, act) => {
    const base = await opened;
    return new Promise((resolve, reject) => {
      const asked = act(base.transaction("forms", mode).objectStore("forms"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  };
  const all = () => store("readonly", (forms) => forms.getAll());
  const put = (one) => store("readwrite", (forms) => forms.put(one));
  const remove = (once) => store("readwrite", (forms) => forms.delete(once));

  async function say() {
    const waiting = await all();
    if (!shown) return;
    shown.hidden = !waiting.length;
    shown.replaceChildren();
    if (!waiting.length) return;
    const line = document.createElement("p");
    line.textContent = `本机还有 ${waiting.length} 条没有送出，联网后自动提交。`;
    shown.append(line);
    for (const one of waiting.filter((each) => each.refused)) {
      const item = document.createElement("p");
      const again = document.createElement("a");
      again.href = one.action;
      again.textContent = `未提交成功：${one.title}（${one.refused}），打开修改`;
      again.addEventListener("click", () => remove(one.once));
      item.append(again);
      shown.append(item);
    }
  }

  async function freshToken() {
    const page = await (await fetch("/field/", { cache: "no-store" })).text();
    const parsed = new DOMParser().parseFromString(page, "text/html");
    return parsed.querySelector('input[name="csrfmiddlewaretoken"]')?.value;
  }

  const refusal = (page) => {
    const parsed = new DOMParser().parseFromString(page, "text/html");
    const errors = [...parsed.querySelectorAll(".form-errors p, .refusal h1, p.error")].map((one) => one.textContent.trim());
    return [...new Set(errors)].join(" ").slice(0, 200) || "未提交成功";
  };

  let sending = false;
  async function flush() {
    if (sending || !navigator.onLine) return;
    sending = true;
    try {
      const waiting = (await all()).filter((one) => !one.refused);
      const token = waiting.length ? await freshToken() : "";
      if (waiting.length && !token) return; // the login has ended: say() keeps showing what waits
      for (const one of waiting) {
        const body = new FormData();
        one.values.forEach(([name, value]) => body.append(name, name === "csrfmiddlewaretoken" ? token : value));
        const answer = await fetch(one.action, { method: "POST", body });
        if (new URL(answer.url).pathname.startsWith("/login/")) return;
        if (answer.ok) await remove(one.once);
        else if (answer.status < 500) await put({ ...one, refused: refusal(await answer.text()) });
      }
    } catch (lost) {
      // still no network: the next "online" or tick tries again
    } finally {
      sending = false;
      say();
    }
  }

  async function queue(form) {
    const moment = form.querySelector("[data-now]");
    const values = [...new FormData(form).entries()];
    await put({
      once: values.find(([name]) => name === "_once")[1],
      action: form.action,
      title: form.dataset.queue,
      values,
      kept_at: moment ? moment.value : "",
    });
    location.href = "/field/";
  }

  for (const form of document.querySelectorAll("form[data-queue]")) {
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopPropagation();
      queue(form);
    }, true);
  }
  addEventListener("online", flush);
  setInterval(flush, 30000);
  say();
  flush();
})();
