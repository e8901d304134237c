// Before anything is drawn: light or dark, as it was chosen on this machine.
try {
  document.documentElement.dataset.look = localStorage.getItem("insights:look") || "system"
} catch {
  document.documentElement.dataset.look = "system"
}
