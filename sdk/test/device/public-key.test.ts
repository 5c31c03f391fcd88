import { createECDH, createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect } from "chai";
import { RegistryArgumentError } from "../../src/actions/index.js";
import { parseDeviceKey } from "../../src/device/index.js";

/** A key pair that is the same at every run. */
function pairOf(byte: number) {
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(Buffer.alloc(32, byte));
  const point = pair.getPublicKey();
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  return { point, compressed: pair.getPublicKey(null, "compressed"), jwk };
}

function refusal(key: Parameters<typeof parseDeviceKey>[0]): string {
  try {
    parseDeviceKey(key);
  } catch (error) {
    expect(error).to.be.instanceOf(RegistryArgumentError);
    return (error as RegistryArgumentError).shortMessage;
  }
  throw new Error("Expected a refusal.");
}

describe("parseDeviceKey", () => {
  // One with an even and one with an odd y.
  for (const byte of [1, 2, 3, 4]) {
    const { point, compressed, jwk } = pairOf(byte);
    const expected = {
      x: `0x${point.subarray(1, 33).toString("hex")}`,
      y: `0x${point.subarray(33).toString("hex")}`,
    };
    const spki = createPublicKey({ key: jwk, format: "jwk" });
    const der = spki.export({ type: "spki", format: "der" });
    const pem = spki.export({ type: "spki", format: "pem" }) as string;
    const compressedDer = Buffer.concat([
      Buffer.from("3039301306072a8648ce3d020106082a8648ce3d030107032200", "hex"),
      compressed,
    ]);
    const forms = {
      "uncompressed, hexadecimal": point.toString("hex"),
      "with 0x, in upper case": `0x${point.toString("hex").toUpperCase()}`,
      "uncompressed, bytes": new Uint8Array(point),
      "x and y alone": point.subarray(1).toString("hex"),
      "compressed, hexadecimal": compressed.toString("hex"),
      "compressed, bytes": new Uint8Array(compressed),
      "compressed, base64": compressed.toString("base64"),
      "SPKI, DER": new Uint8Array(der),
      "SPKI, DER in hexadecimal": der.toString("hex"),
      "SPKI, DER in base64": der.toString("base64"),
      "SPKI of a compressed point": new Uint8Array(compressedDer),
      "SPKI, PEM": pem,
      "SPKI, PEM on one line": pem.replaceAll("\n", "\\n"),
      "SPKI, PEM with CRLF": pem.replaceAll("\n", "\r\n"),
      "JSON Web Key": jwk,
      "JSON Web Key as text": JSON.stringify({ ...jwk, use: "sig", kid: "1" }),
    };
    for (const [name, key] of Object.entries(forms)) {
      it(`reads key ${byte}: ${name}`, () => expect(parseDeviceKey(key)).to.deep.equal(expected));
    }
  }

  it("says what it is given instead", () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { publicKey: other } = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
    const { publicKey: rsa } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    const { point, jwk } = pairOf(1);
    const off = `${point.toString("hex").slice(0, -2)}00`;
    const pem = (key: typeof other) => key.export({ type: "spki", format: "pem" }) as string;
    expect(refusal(privateKey.export({ type: "pkcs8", format: "pem" }) as string)).to.include(
      "a private one",
    );
    expect(refusal({ ...jwk, d: "AQ" })).to.include("holds the private one");
    expect(refusal("11".repeat(32))).to.include("may be a private one");
    expect(refusal(pem(other))).to.include("another structure or curve");
    expect(refusal(pem(rsa))).to.include("another structure or curve");
    expect(refusal("-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----")).to.include(
      "this is a CERTIFICATE",
    );
    expect(refusal("-----BEGIN PUBLIC KEY-----\nAA==")).to.include("whole PEM block");
    expect(refusal(off)).to.include("a point of the curve P-256");
    expect(refusal(`02${"ff".repeat(32)}`)).to.include("a point of the curve P-256");
    expect(refusal({ ...jwk, crv: "P-384" })).to.include("EC and P-384");
    expect(refusal({ ...jwk, y: "AQ" })).to.include("32 bytes each");
    expect(refusal("{")).to.include("no JSON");
    for (const text of ["", "hello world", "06".repeat(65)])
      expect(refusal(text)).to.include("SEC 1");
  });
});
