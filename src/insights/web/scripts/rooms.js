// The rooms that were opened in this browser: to open again, or to forget.
import { listedRooms, listRoom, unlistRoom } from "./room_list.js"

const list = document.querySelector(".rooms")
const none = document.querySelector(".none")
const forgotten = document.querySelector(".forgotten")

function draw() {
  const rooms = listedRooms()
  list.replaceChildren(...rooms.map(line))
  list.hidden = !rooms.length
  none.hidden = rooms.length > 0
}

function line(room) {
  const link = document.createElement("a")
  link.href = `room/${encodeURIComponent(room.token)}`
  link.textContent = room.name || "A room without a name"
  const day = document.createElement("span")
  day.className = "quiet"
  day.textContent = room.created ? `started on ${String(room.created).slice(0, 10)}` : ""
  const forget = button("Forget", link.textContent, () => {
    unlistRoom(room.token)
    draw()
    const undo = button("Undo", `list ${link.textContent} again`, () => {
      listRoom(room)
      forgotten.replaceChildren(`${link.textContent} is listed again.`)
      draw()
      list.querySelector("a").focus()
    })
    forgotten.replaceChildren(`${link.textContent} is forgotten. `, undo)
    undo.focus()
  })
  const item = document.createElement("li")
  item.append(link, day, forget)
  return item
}

function button(label, more, onclick) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = label
  made.setAttribute("aria-label", `${label}: ${more}`)
  made.onclick = onclick
  return made
}

// Another window may open a room, or forget one.
window.addEventListener("storage", draw)
window.addEventListener("pageshow", draw)
draw()
