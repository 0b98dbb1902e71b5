// [data-keys]: j and k walk through its [data-row] children, Enter opens the row's first link, / goes to the search.
(() => {
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
  const rows = () => [...document.querySelectorAll("[data-keys] [data-row]")];

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("here"));
    const next = all[Math.min(all.length - 1, Math.max(0, now + step))];
    all.forEach((row) => row.classList.toggle("here", row === next));
    next.querySelector("a")?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
      event.preventDefault();
    } else if (event.key === "/") {
      document.querySelector('input[type="search"]')?.focus();
      event.preventDefault();
    }
  });
})();
