// Elements made from data: text stays text, and an address becomes a link only where it is safe.

const SVG_NAMES = "http://www.w3.org/2000/svg"
const SAFE_SCHEMES = new Set(["http:", "https:", "blob:"])

// `h("a", { class: "more", href, onclick: follow, "aria-label": says }, "text", child)`.
// `text` is the content, `on*` are functions, `style` is an object of properties; null, undefined and
// false leave an attribute out, but for `aria-*`, where false is an answer.
export function h(tag, props, ...children) {
  return filledElement(document.createElement(tag), props, children)
}

export function svg(tag, props, ...children) {
  return filledElement(document.createElementNS(SVG_NAMES, tag), props, children)
}

// The address where it may be followed: http, https, relative or a file of our own making; else null.
function safeHref(href) {
  if (href === null || href === undefined) return null
  // What begins with "?" or "#", or with a plain name before them, can have no scheme.
  if (/^[\w.-]*[?#]/.test(href)) return String(href)
  try {
    return SAFE_SCHEMES.has(new URL(href, "http://here.invalid/").protocol) ? String(href) : null
  } catch {
    return null
  }
}

// The address of a link that stays where it is; one that is not safe is taken away.
export function setHref(link, href) {
  const safe = safeHref(href)
  if (safe === null) link.removeAttribute("href")
  else if (link.getAttribute("href") !== safe) link.setAttribute("href", safe)
}

// So few of the nodes are there already that to put all of them in at once is quicker.
const FEW_STAY = 1 / 5

// Let `parent` hold exactly these nodes, in this order, without touching those that stand right:
// what is moved in a document loses its focus.
export function holdExactly(parent, nodes) {
  const wanted = new Set(nodes)
  const leaving = [...parent.childNodes].filter(child => !wanted.has(child))
  const staying = parent.childNodes.length - leaving.length
  if (staying < FEW_STAY * nodes.length && !focusedIn(parent)) return parent.replaceChildren(...nodes)
  for (const child of leaving) child.remove()
  nodes.forEach((node, at) => {
    if (parent.childNodes[at] !== node) parent.insertBefore(node, parent.childNodes[at] ?? null)
  })
}

// A text is written only where it changed: an equal one written again would be painted again.
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text
}

// Whether a click on a link is one that the browser should answer itself: a new tab, a window, a menu.
export function isForBrowser(event) {
  return event.defaultPrevented || event.button > 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
}

// The element that has the focus, also where the explorer stands in a shadow tree.
export function focusedIn(root) {
  const active = root.getRootNode().activeElement
  return active && root.contains(active) ? active : null
}

function filledElement(element, props, children) {
  for (const [key, value] of Object.entries(props ?? {})) setProp(element, key, value)
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false))
  return element
}

function setProp(element, key, value) {
  if (value === null || value === undefined) return
  if (key === "text") element.textContent = value
  else if (key.startsWith("on")) element.addEventListener(key.slice(2).toLowerCase(), listenerOf(key, value))
  else if (key === "style") for (const [name, set] of Object.entries(value)) element.style.setProperty(name, set)
  else if (key === "checked" || key === "value" || key === "indeterminate") element[key] = value
  else if (key === "href") setHref(element, value)
  else if (key.startsWith("aria-")) element.setAttribute(key, String(value))
  else if (value !== false) element.setAttribute(key, value === true ? "" : String(value))
}

function listenerOf(key, value) {
  if (typeof value !== "function") throw new TypeError(`${key} must be a function`)
  return value
}
