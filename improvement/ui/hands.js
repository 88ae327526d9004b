// What the visitor's hands are on. A page that changes by itself must not do so under them: an open dialog would close,
// a text half typed would get another value below it. Told through an unseen input, whose value goes along with the
// next poll: a component's own state would run the page each time.
const TOLD = ".st-key-hands input"
const OPEN = '[role="dialog"], [role="listbox"]'
const CELL = '[id^="gdg-overlay"]'
const EDITOR = '[class*="st-key-typed-"], [class*="-editor"] canvas, .stForm'
const WRITES = 'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"], [type="range"])'
const STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
const READ_FIRST = ".st-key-conflict"
const PAUSE = 150
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set

const shown = (selector) => [...document.querySelectorAll(selector)].some((each) => each.checkVisibility())

function hands(typing) {
  if (shown(OPEN)) return "dialog"
  if (shown(CELL)) return "cell"
  if (typing) return "typing"
  return shown(EDITOR) ? "editor" : "none"
}

function tell(now) {
  const told = document.querySelector(TOLD)
  if (!told || told.value === now) return
  setValue.call(told, now)
  told.dispatchEvent(new Event("input", { bubbles: true }))
}

function watch() {
  const gone = new AbortController()
  const heard = { capture: true, signal: gone.signal }
  let typing = false
  let waiting = 0
  const look = () => {
    waiting = 0
    grantWish()
    tell(hands(typing))
  }
  const soon = () => {
    waiting ||= setTimeout(look, PAUSE)
  }
  const typed = ({ target }) => {
    if (!target.matches?.(WRITES) || target.matches(TOLD)) return
    typing = true
    tell(hands(typing))
  }
  const left = () => {
    typing = false
    soon()
  }
  document.addEventListener("input", typed, heard)
  document.addEventListener("focusout", left, heard)
  document.addEventListener("keydown", saveByKey, heard)
  const changes = new MutationObserver(soon)
  changes.observe(document.body, { attributeFilter: ["open", "data-test-script-state"], attributes: true, childList: true, subtree: true })
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

// A wish to open every fold around some inputs and go there: granted once, as soon as they are drawn
let wish = ""
let granted = ""

function grantWish() {
  // while the page is being drawn its inputs may still be those of the last run
  if (wish === granted || !document.querySelector(STILL)) return
  const found = document.querySelector(`[class*="st-key-${CSS.escape(wish.split(" ")[0])}"]`)
  if (!found) return
  granted = wish
  for (let fold = found.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    if (!fold.open) fold.querySelector("summary").click()
  }
  setTimeout(() => {
    found.scrollIntoView({ block: "center" })
    if (!found.matches(READ_FIRST)) found.querySelector("input, textarea")?.focus({ preventScroll: true })
  }, 2 * PAUSE)
}

export default function ({ data, parentElement }) {
  // a component that is being replaced may be called once more with what it had before
  wish = data.unfold || wish
  parentElement.stopWatching?.()
  parentElement.stopWatching = watch()
  return parentElement.stopWatching
}
