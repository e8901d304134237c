// The rooms that were opened in this browser: `[{ token, name, created }]`, the newest first.
import { keep, readData } from "./stage_memory.js"

const ROOMS = "insights:rooms"

export function listedRooms() {
  const rooms = readData(ROOMS, [])
  return Array.isArray(rooms) ? rooms.filter(one => typeof one?.token === "string") : []
}

export function listRoom(room) {
  keep(ROOMS, JSON.stringify([room, ...others(room.token)]))
}

export function unlistRoom(token) {
  keep(ROOMS, JSON.stringify(others(token)))
}

function others(token) {
  return listedRooms().filter(one => one.token !== token)
}
