// Corrections: one key answers what needs an editor's eye; selected words start a new event.
(() => {
  const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");

  const number = () => {
    for (const item of document.querySelectorAll("[data-eye] > li")) {
      item.querySelectorAll("[data-answer]").forEach((answer, place) => {
        if (answer.querySelector("kbd")) return;
        const key = document.createElement("kbd");
        key.textContent = String(place + 1);
        answer.prepend(key);
      });
    }
  };
  number();

  const current = () =>
    document.activeElement?.closest("[data-eye] > li:has([data-answer])")
    ?? document.querySelector("[data-eye] > li:has([data-answer])");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keysAreOn() || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]") || !/^[1-9]$/.test(event.key)) return;
    const answer = current()?.querySelectorAll("[data-answer]")[Number(event.key) - 1];
    if (!answer) return;
    event.preventDefault();
    answer.click();
  });

  // What was answered gives the focus to what comes next.
  document.addEventListener("htmx:afterSettle", (event) => {
    if (!event.detail.elt.closest?.("[data-eye]")) return;
    let next = event.detail.elt.closest("li");
    while (next && !next.querySelector("[data-answer]")) next = next.nextElementSibling;
    (next ?? document.querySelector("[data-eye] > li"))?.querySelector("[data-answer]")?.focus();
  });

  // The link to add an event takes the words that are selected in the article along, before the
  // link is followed, in place or not.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-add-event]");
    if (!link) return;
    const words = getSelection()?.toString().trim() ?? "";
    const address = new URL(link.href);
    address.searchParams.delete("words");
    if (words && words.length <= 1000) address.searchParams.set("words", words);
    link.href = address.href;
  }, { capture: true });
})();
