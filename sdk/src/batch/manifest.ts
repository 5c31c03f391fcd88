// The manifest of a file: JSON Lines, of which the same rows in the same order always make the same bytes.
//
//   {"format":"open-robot-id-manifest-1","model":"CNUT01G1PRO1","leaf":["bytes32","bytes32","bytes32"]}
//   {"robotId":"CNUT01G1PRO126W05000000000001","deviceKeyDigest":"0x…","birthRecordDigest":"0x…"}
//   … one line a unit, in the order of the production file …
//   {"units":100000,"unitsRoot":"0x…"}
//
// Digests are lower case, each line ends in a line feed and there is no other white space. The last line shows that
// nothing is cut off. `unitsRoot` is the root of OpenZeppelin's standard tree over (robotId, deviceKeyDigest,
// birthRecordDigest), where robotId is the 29 ASCII characters and three zero bytes.

/** What the first line says of itself. */
export const MANIFEST_FORMAT = "open-robot-id-manifest-1";

/** The first line of a manifest. */
export function manifestHead(model: string): string {
  return `{"format":"${MANIFEST_FORMAT}","model":"${model}","leaf":["bytes32","bytes32","bytes32"]}\n`;
}

/** The line of a unit; the digests are 64 hexadecimal digits in lower case. */
export function manifestLine(
  robotId: string,
  deviceKeyDigest: string,
  birthRecordDigest: string,
): string {
  return `{"robotId":"${robotId}","deviceKeyDigest":"0x${deviceKeyDigest}","birthRecordDigest":"0x${birthRecordDigest}"}\n`;
}

/** The last line of a manifest. */
export function manifestTail(units: number, unitsRoot: string): string {
  return `{"units":${units},"unitsRoot":"${unitsRoot}"}\n`;
}

/** The units of a line that {@link manifestLine} wrote: exactly these bytes and no others. */
export const MANIFEST_LINE =
  /^\{"robotId":"([A-Z]{2}[0-9A-Z]{27})","deviceKeyDigest":"0x([0-9a-f]{64})","birthRecordDigest":"0x([0-9a-f]{64})"\}$/;

/** The last line, taken apart. */
export const MANIFEST_TAIL = /^\{"units":(\d{1,15}),"unitsRoot":"(0x[0-9a-f]{64})"\}$/;
