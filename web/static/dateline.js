// Comfort only: every step here also works as a plain form and plain links.
"use strict";

(() => {
  const form = document.getElementById("ask");
  if (!form) return;
  document.documentElement.classList.add("scripted");
  const KEPT = "dateline.focus";
  const USUAL = { sort: "relevance", order: "count" };

  // Addresses stay short: an empty field, or a usual order, asks for nothing.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData.entries()]) {
      if (!value || USUAL[name] === value) event.formData.delete(name);
    }
  });

  // Ticking a box or choosing an order searches at once, and comes back to the same control.
  document.addEventListener("change", (event) => {
    const control = event.target;
    if (control.form !== form || !(control.hasAttribute("data-at-once") || control.id === "sort")) return;
    sessionStorage.setItem(KEPT, JSON.stringify([control.name, control.value, scrollY]));
    form.requestSubmit();
  });

  const kept = sessionStorage.getItem(KEPT);
  if (kept) {
    sessionStorage.removeItem(KEPT);
    const [name, value, top] = JSON.parse(kept);
    const same = [...form.elements].filter((control) => control.name === name);
    const control = same.find((one) => one.type !== "checkbox" || one.value === value);
    if (control) control.focus({ preventScroll: true });
    scrollTo(0, top);
  }

  // A slash goes to the search box, as in most libraries' catalogues.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    document.getElementById("q").select();
  });
})();
