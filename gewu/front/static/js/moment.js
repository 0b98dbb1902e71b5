// input[data-now]: on a page kept from earlier, the moment is the office's now, until somebody changes it.
(() => {
  const shift = Number(document.querySelector("[data-shift]")?.dataset.shift || 0) * 1000;
  const two = (n) => String(n).padStart(2, "0");
  for (const field of document.querySelectorAll("input[data-now]")) {
    if (document.querySelector(".form-errors")) continue;
    const here = new Date(Date.now() + shift + 8 * 3600e3); // the office is in UTC+8
    field.value = `${here.getUTCFullYear()}-${two(here.getUTCMonth() + 1)}-${two(here.getUTCDate())}T${two(here.getUTCHours())}:${two(here.getUTCMinutes())}`;
  }
})();
