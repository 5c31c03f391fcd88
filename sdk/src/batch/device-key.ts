import { type KeyFault, readPublicKey } from "../device/public-point.js";
import { keccak } from "../internal/keccak.js";

/** What the contracts know a device key by, keccak256(abi.encode(x, y)), or what is wrong with the text. */
export function digestDeviceKey(text: string): Uint8Array | KeyFault {
  const read = readPublicKey(text);
  if ("fault" in read) return read;
  return keccak(Buffer.from(`${hex(read.x)}${hex(read.y)}`, "hex"));
}

function hex(coordinate: bigint): string {
  return coordinate.toString(16).padStart(64, "0");
}
