/** With a key for the first nine rooms, and another for those after them. */
export interface KeyOfRoom {
  readonly modifier: 'Ctrl' | 'Alt';
  readonly digit: number;
}

const digits = 9;

export function keyOfRoom(index: number): KeyOfRoom {
  return index < digits
    ? { modifier: 'Ctrl', digit: index + 1 }
    : { modifier: 'Alt', digit: index + 1 - digits };
}
