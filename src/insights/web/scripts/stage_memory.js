// What this browser remembers; nothing where it may not, and then it holds until the page is left.

export function read(name, store = "localStorage") {
  try { return window[store].getItem(name) } catch { return null }
}

export function keep(name, value, store = "localStorage") {
  try { window[store].setItem(name, value) } catch { /* Not allowed, or full. */ }
}

export function forget(name, store = "localStorage") {
  try { window[store].removeItem(name) } catch { /* Not allowed. */ }
}

// The same for what is more than a text; `missing` where nothing is kept or it cannot be read.
export function readData(name, missing, store = "localStorage") {
  try { return JSON.parse(read(name, store)) ?? missing } catch { return missing }
}
