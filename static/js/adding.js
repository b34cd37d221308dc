// The field for files takes what is dropped by itself: this shows that it will, and what was chosen.
(() => {
  const zone = document.querySelector(".drop__zone");
  const list = document.querySelector("[data-chosen]");
  if (!zone || !list) return;
  const largest = 50 * 1024 * 1024;

  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, () => { zone.dataset.over = ""; });
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => { delete zone.dataset.over; });

  zone.addEventListener("change", () => {
    list.hidden = zone.files.length < 2 && ![...zone.files].some((file) => file.size > largest);
    list.replaceChildren(...[...zone.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.size > largest ? `${file.name}: more than 50 MB, it will be left out` : file.name;
      if (file.size > largest) item.dataset.tooLarge = "";
      return item;
    }));
  });
})();
