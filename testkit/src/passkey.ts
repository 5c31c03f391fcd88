// An authenticator of the tests: it signs challenges as a passkey does (WebAuthn, level 2), with a key that follows from its name.
import { createHash } from "node:crypto";
import { concat, getBytes, hexlify } from "ethers";
import { Device } from "./device.js";

/** User present, user verified. */
const FLAGS = 0x05;

/** A passkey of a site. */
export class Passkey {
  readonly #device: Device;
  readonly #origin: string;

  /** @param origin Site that it was made on. */
  constructor(name: string, origin: string) {
    this.#device = new Device(`passkey ${name}`);
    this.#origin = origin;
  }

  /** Its public key. */
  get key(): { x: string; y: string } {
    return this.#device.key;
  }

  /** Answers a challenge, as `navigator.credentials.get` does. */
  assert(challenge: string, { isVerified = true } = {}) {
    const type = "webauthn.get";
    const text = Buffer.from(getBytes(challenge)).toString("base64url");
    const client = { type, challenge: text, origin: this.#origin, crossOrigin: false };
    const clientDataJSON = Buffer.from(JSON.stringify(client));
    const site = createHash("sha256").update(new URL(this.#origin).hostname).digest();
    const flags = isVerified ? FLAGS : FLAGS & 1;
    const authenticatorData = Buffer.concat([site, Buffer.from([flags, 0, 0, 0, 1])]);
    const digest = createHash("sha256").update(clientDataJSON).digest();
    const { r, s } = this.#device.sign(hexlify(concat([authenticatorData, digest])));
    return { authenticatorData, clientDataJSON, signature: getBytes(concat([r, s])) };
  }
}
