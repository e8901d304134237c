// What a browser keeps of a room until the server has it: one key an event, so that several windows
// of one browser do not overwrite each other. Where nothing can be stored, all goes on without.

const MOST_MINE = 500

export function roomStorage(token) {
  const prefix = `insights:room:${token}:`
  const [waits, aside, mine] = [`${prefix}out:`, `${prefix}refused:`, `${prefix}mine`]
  let last = [0, 0]
  let ownIds = read(mine) ?? []

  return {
    token,

    // Entries of different windows and of one millisecond keep their order.
    now() {
      const time = Date.now()
      last = time > last[0] ? [time, 0] : [last[0], last[1] + 1]
      return last
    },
    waiting: () => all(waits).filter(one => one?.event?.id && Array.isArray(one.at)),
    refused: () => all(aside).filter(one => one?.id),
    keep(entry) {
      write(waits + entry.event.id, entry)
      // Another window of this browser may have entered something since.
      ownIds = [...(read(mine) ?? ownIds), entry.event.id].slice(-MOST_MINE)
      write(mine, ownIds)
    },
    mine: () => read(mine) ?? ownIds,
    drop: id => remove(waits + id),
    putAside(one) {
      write(aside + one.id, one)
      remove(waits + one.id)
    },
    dismiss: id => remove(aside + id),
    forget() {
      for (const key of keys(prefix)) remove(key)
    },
  }
}

function keys(prefix) {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(prefix))
  } catch {
    return []
  }
}

function all(prefix) {
  return keys(prefix).map(read)
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Full, or switched off: the page itself still holds it until it is saved.
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key)
  } catch {
    // As above.
  }
}
