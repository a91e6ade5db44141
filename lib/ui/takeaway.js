// The button saves what Plotly's own button would save: one click, by mouse or keyboard. Each format has a button of its
// own, which waits until the picture in that format is drawn.
if (!window.majlisTakeaway) {
  window.majlisTakeaway = true;
  const save = (form, tries) => {
    const own = document.querySelector(`.st-key-take-picture-${form} .modebar-btn`);
    if (own) own.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    else if (tries) setTimeout(() => save(form, tries - 1), 100);
  };
  document.addEventListener("click", (event) => {
    const holder = event.target.closest?.("[class*='st-key-take-save-']");
    if (holder && event.target.closest("button")) save(holder.className.match(/st-key-take-save-(\w+)/)[1], 50);
  });
}
