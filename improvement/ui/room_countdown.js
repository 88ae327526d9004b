// Counts down by the browser's own clock from the seconds that were left when the page was drawn.
function told(seconds) {
  const rest = String(seconds % 60).padStart(2, "0")
  return `${Math.floor(seconds / 60)}:${rest}`
}

export default function ({ data, parentElement }) {
  let clock = parentElement.querySelector(".clock")
  if (!clock) {
    clock = document.createElement("div")
    clock.className = "clock"
    clock.setAttribute("role", "timer")
    parentElement.append(clock)
  }
  const ends = Date.now() + 1000 * data.left
  const tick = () => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000))
    clock.textContent = left ? told(left) : data.over
    clock.classList.toggle("over", left === 0)
  }
  tick()
  const ticking = setInterval(tick, 250)
  return () => clearInterval(ticking)
}
