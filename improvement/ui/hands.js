// What the visitor's hands are on. A page that changes by itself must not do so under them: an open dialog would close,
// a text half typed would get another value below it.
const OPEN = '[role="dialog"], [role="listbox"]'
const CELL = '[id^="gdg-overlay"]'
const EDITOR = '[class*="st-key-typed-"], [class*="-editor"] canvas, .stForm'
const WRITES = 'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="range"])'
const PAUSE = 150

const shown = (selector) => [...document.querySelectorAll(selector)].some((each) => each.checkVisibility())

function hands(typing) {
  if (shown(OPEN)) return "dialog"
  if (shown(CELL)) return "cell"
  if (typing) return "typing"
  return shown(EDITOR) ? "editor" : "none"
}

function watch(tell) {
  const gone = new AbortController()
  const heard = { capture: true, signal: gone.signal }
  let typing = false
  let waiting = 0
  let last = ""
  const look = () => {
    waiting = 0
    const now = hands(typing)
    if (now !== last) tell((last = now))
  }
  const soon = () => {
    waiting ||= setTimeout(look, PAUSE)
  }
  const typed = (event) => {
    if (!event.target.matches?.(WRITES)) return
    typing = true
    clearTimeout(waiting)
    look()
  }
  document.addEventListener("input", typed, heard)
  document.addEventListener("focusout", () => ((typing = false), soon()), heard)
  document.addEventListener("keydown", saveByKey, heard)
  const changes = new MutationObserver(soon)
  changes.observe(document.body, { attributeFilter: ["open"], attributes: true, childList: true, subtree: true })
  soon()
  return () => {
    gone.abort()
    changes.disconnect()
    clearTimeout(waiting)
  }
}

// Ctrl+Enter saves the form in which one types
function saveByKey(event) {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return
  const button = event.target.closest?.('[class*="st-key-typed-"]')?.querySelector('[class*="st-key-save-"] button')
  if (!button) return
  event.preventDefault()
  event.stopPropagation()
  document.activeElement.blur()
  setTimeout(() => button.click(), PAUSE)
}

// Open every fold around the wanted inputs and go there
function unfold(name) {
  const found = name && document.querySelector(`[class*="st-key-${CSS.escape(name)}"]`)
  if (!found) return false
  for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    if (!fold.open) fold.querySelector("summary").click()
  }
  setTimeout(() => {
    found.scrollIntoView({ block: "center" })
    found.querySelector("input, textarea")?.focus({ preventScroll: true })
  }, 2 * PAUSE)
  return true
}

export default function ({ data, parentElement, setStateValue }) {
  if (data.unfold !== parentElement.unfolded && (!data.unfold || unfold(data.unfold))) {
    parentElement.unfolded = data.unfold
  }
  parentElement.stopWatching?.()
  parentElement.stopWatching = watch((now) => {
    if (now !== parentElement.told) setStateValue("busy", (parentElement.told = now))
  })
  return parentElement.stopWatching
}
