// The button saves what Plotly's own button would save: one click, by mouse or keyboard.
for (const button of document.querySelectorAll(".st-key-take-save button")) {
  if (button.dataset.saves) continue;
  button.dataset.saves = "1";
  button.addEventListener("click", () =>
    document.querySelector(".st-key-take-picture .modebar-btn")?.dispatchEvent(new MouseEvent("click", { bubbles: true })),
  );
}
