// A number of a person is never put into an address: what looks like one in a search box of a list is sent to the
// search of the top bar (form[data-search]) instead, and a list does not look while such a number is being typed.
(() => {
  const plain = (box) => box.value.normalize("NFKC").replace(/[\s()+‐-—-]/g, "");
  const whole = (text) => /(?<!\d)((86)?1[03-9]\d{9}|0\d{9,11}|\d{15}|\d{17}[\dXx]|62\d{14,17})(?!\d)/.test(text);
  // a day stands at the head of most numbers of documents
  const begun = (text) => /^\d{5,}$/.test(text) && !/^20\d\d[01]\d/.test(text);
  const boxOf = (form) => form.querySelector("input[type=search][name=q]");

  document.addEventListener("htmx:confirm", (event) => {
    const box = event.target.matches("form.chips") && boxOf(event.target);
    if (!box) return;
    const typing = event.detail.triggeringEvent?.type !== "submit";
    if (whole(plain(box)) || (typing && begun(plain(box)))) event.preventDefault();
  });

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const box = form.method === "get" && boxOf(form);
      const search = document.querySelector("form[data-search]");
      if (!box || !search || !whole(plain(box))) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      boxOf(search).value = box.value;
      search.submit();
    },
    true,
  );
})();
