// What the factories of the example world would hand over: production files, made from the public seed.
import { createCommitment } from "@openrobotid/sdk/actions";
import { toHex } from "viem";
import { Device, derive } from "./device.js";

/** Capital letters and digits without I and O, which people take for 1 and 0. */
const LETTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** Serials of a lot: a stem and a counter. */
export function sequentialSerials(stem: string, first: number, count: number): string[] {
  const width = 17 - stem.length;
  return Array.from(
    { length: count },
    (_, index) => `${stem}${String(first + index).padStart(width, "0")}`,
  );
}

/** Serials that follow no order: a prefix and letters drawn from the seed. */
export function drawnSerials(model: string, prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const drawn = derive("serial", `${model} ${index}`).subarray(0, 17 - prefix.length);
    return prefix + Array.from(drawn, (byte) => LETTERS[byte % LETTERS.length]).join("");
  });
}

/** A production file, in the form that the SDK reads: one row for each serial. */
export function productionFile(model: string, hardware: string, serials: string[]): string {
  const rows = serials.map((serial) => {
    const { publicKey } = new Device(model + serial);
    const board = derive("board", model + serial).toString("hex", 0, 4);
    const salt = toHex(derive("salt", model + serial));
    const { commitment } = createCommitment(`${hardware}; board ${board}`, salt);
    return [serial, publicKey, commitment.slice(2)].join(",");
  });
  return ["serial,deviceKey,birthRecordDigest", ...rows, ""].join("\n");
}
