// What CSS and htmx cannot do: copy a citation, open the filter sheet, keep focus, say what failed.
(() => {
  const root = document.documentElement;

  const reveal = (within) => {
    for (const item of within.querySelectorAll("[data-needs-script]")) item.hidden = false;
  };
  reveal(document);
  document.addEventListener("htmx:load", (event) => reveal(event.detail.elt));

  const copy = async (button) => {
    const words = document.getElementById(button.dataset.copy)?.textContent.trim() ?? "";
    try {
      await navigator.clipboard.writeText(words);
      button.textContent = "Copied";
      document.getElementById("announce").textContent = "Copied";
    } catch {
      button.textContent = "Copying is not allowed here";
    }
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
    const sheet = event.target.closest("a[data-sheet]");
    if (!sheet) return;
    event.preventDefault();
    if (sheet.dataset.sheet === "months") return toggleMonths();
    root.dataset.sheet = sheet.dataset.sheet;
    document.querySelector(sheet.hash)?.focus();
    scrollTo(0, 0);
  });

  const toggleMonths = () => {
    root.dataset.sheet = root.dataset.sheet === "months" ? "" : "months";
    if (root.dataset.sheet) document.querySelector(".strip__scroll")?.focus({ preventScroll: true });
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    if (root.dataset.sheet === "months" && event.detail.elt.id === "found") root.dataset.sheet = "";
  });

  // Links that htmx follows in place, caught here together: one listener instead of one each.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-get]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    htmx.ajax("get", link.dataset.get || link.href, { source: link, event });
  });

  // The link that closed an entry is gone: the focus goes to the headline.
  document.addEventListener("htmx:afterSettle", (event) => {
    const entry = event.detail.elt.closest?.(".entry");
    if (entry && document.activeElement === document.body) {
      entry.querySelector(".entry__headline > a")?.focus({ preventScroll: true });
    }
  });

  const failed = (event) => {
    const entry = event.target.closest?.(".entry");
    const words = document.getElementById("failed");
    if (!entry || !words) return;
    entry.querySelector(".failed")?.remove();
    const note = words.content.cloneNode(true);
    note.querySelector("[data-failed-again]").href = event.target.href ?? "";
    note.querySelector("[data-failed-own]").href = `/events/${entry.id.slice(2)}/${location.search}`;
    entry.querySelector(".entry__text").append(note);
  };
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);
})();
