// A serial as a key: 17 characters of base 36 in three words of 6, 6 and 5, so that keys sort as serials do.

/** The words of a serial, which is 17 characters `0-9A-Z`. */
export function serialToKey(serial: string): [high: number, middle: number, low: number] {
  return [
    Number.parseInt(serial.slice(0, 6), 36),
    Number.parseInt(serial.slice(6, 12), 36),
    Number.parseInt(serial.slice(12), 36),
  ];
}

/** The serial of a key that begins at some word. */
export function keyToSerial(words: Uint32Array, at: number): string {
  const high = part(words[at] ?? 0, 6);
  const middle = part(words[at + 1] ?? 0, 6);
  return `${high}${middle}${part(words[at + 2] ?? 0, 5)}`;
}

function part(word: number, length: number): string {
  return word.toString(36).toUpperCase().padStart(length, "0");
}
