// A screen that nobody touches for a while goes dark: not in the middle of a session.

export function stayAwake() {
  const ask = () => {
    // Refused where the page is not secure, or the battery is low: then the machine decides.
    if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {})
  }
  document.addEventListener("visibilitychange", ask)
  ask()
}
