// Notes are moved with the mouse or a finger. Whatever can be dragged can also be moved by keys and by
// the menu of the note.
const STEPS_TO_DRAG = 8
const EDGE = 48
const SCROLLED = 10

// `drop(id, category, before)` is told where a note was let go: before another one, or (null) last.
export function dragNotes(board, { mayDrag, drop }) {
  let drag = null
  board.addEventListener("pointerdown", begin)

  // With the mouse anywhere but on what is pressed or typed into; with a finger, which scrolls, by the handle.
  function isHold(event) {
    if (event.target.closest(".handle")) return true
    return event.pointerType === "mouse" && !event.target.closest("button:not(.note-text), select, textarea, label")
  }

  function begin(event) {
    const note = event.target.closest(".note")
    if (!note || event.button || !event.isPrimary || !mayDrag() || !isHold(event)) return
    drag = { note, pointer: event.pointerId, x: event.clientX, y: event.clientY, ghost: null, over: null, frame: 0 }
    addEventListener("pointermove", move)
    addEventListener("pointerup", end)
    addEventListener("pointercancel", stop)
    addEventListener("keydown", escape, true)
  }

  function move(event) {
    if (event.pointerId !== drag.pointer) return
    drag.nowX = event.clientX
    drag.nowY = event.clientY
    if (!drag.ghost && Math.hypot(drag.nowX - drag.x, drag.nowY - drag.y) < STEPS_TO_DRAG) return
    if (!drag.ghost) lift()
    drag.ghost.style.transform = `translate(${drag.nowX - drag.x}px, ${drag.nowY - drag.y}px)`
    show(spot())
  }

  function lift() {
    const { left, top, width } = drag.note.getBoundingClientRect()
    drag.ghost = drag.note.cloneNode(true)
    drag.ghost.classList.add("ghost")
    drag.ghost.inert = true
    Object.assign(drag.ghost.style, { left: `${left}px`, top: `${top}px`, width: `${width}px` })
    board.append(drag.ghost)
    drag.note.classList.add("is-lifted")
    drag.frame = requestAnimationFrame(scroll)
  }

  // The column under the pointer, and the note before which it would be put.
  function spot() {
    const under = document.elementFromPoint(drag.nowX, drag.nowY)
    const column = under?.closest("[data-column]")
    if (!column || !board.contains(column)) return null
    const note = under.closest(".note")
    if (!note) return { column, before: null }
    const { top, height } = note.getBoundingClientRect()
    return { column, before: drag.nowY < top + height / 2 ? note : note.nextElementSibling }
  }

  function show(over) {
    if (drag.over?.column === over?.column && drag.over?.before === over?.before) return
    hide()
    drag.over = over
    if (!over) return
    if (over.before) over.before.classList.add("drop-before")
    else over.column.classList.add("drop-last")
  }

  function hide() {
    for (const one of board.querySelectorAll(".drop-before, .drop-last")) one.classList.remove("drop-before", "drop-last")
  }

  // A long column scrolls while a note is held at its edge.
  function scroll() {
    const list = document.elementFromPoint(drag.nowX, drag.nowY)?.closest("[data-column]")?.querySelector(".notes")
    if (list) {
      const { top, bottom } = list.getBoundingClientRect()
      if (drag.nowY < top + EDGE) list.scrollTop -= SCROLLED
      else if (drag.nowY > bottom - EDGE) list.scrollTop += SCROLLED
    }
    drag.frame = requestAnimationFrame(scroll)
  }

  function end(event) {
    if (event.pointerId !== drag.pointer) return
    const { ghost, note, over } = drag
    stop()
    if (!ghost) return
    // The press that ended the drag is no click on what lies below it.
    addEventListener("click", swallow, { capture: true, once: true })
    setTimeout(() => removeEventListener("click", swallow, { capture: true }))
    if (over && over.before !== note) drop(note.dataset.note, over.column.dataset.column, over.before?.dataset.note ?? null)
  }

  function stop() {
    cancelAnimationFrame(drag.frame)
    hide()
    drag.ghost?.remove()
    drag.note.classList.remove("is-lifted")
    drag = null
    removeEventListener("pointermove", move)
    removeEventListener("pointerup", end)
    removeEventListener("pointercancel", stop)
    removeEventListener("keydown", escape, true)
  }

  function escape(event) {
    if (event.key !== "Escape" || !drag.ghost) return
    event.preventDefault()
    event.stopPropagation()
    stop()
  }
}

function swallow(event) {
  event.preventDefault()
  event.stopPropagation()
}
