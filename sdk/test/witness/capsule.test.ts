// Capsules: what a seat says in one QR code, verified without a network. Times and keys that left, each by itself.
import { deflateSync, inflateSync } from "node:zlib";
import { claims, listOf, MOMENT, witnessSigner } from "@openrobotid/testkit/capsules";
import { expectNotProven } from "@openrobotid/testkit/refusals";
import { decode, encode } from "cborg";
import { expect } from "chai";
import { encodeQR } from "qr";
import { fromBase45, toBase45 } from "../../src/internal/base45.js";
import type { NotProvenReason } from "../../src/proof/index.js";
import { signCheckpoint } from "../../src/proof/index.js";
import {
  type CapsuleClaims,
  CapsuleRefusedError,
  makeCapsule,
  readCapsule,
  verifyCapsule,
} from "../../src/witness/index.js";

const HOUR = 3600;
const DAY = 86_400;

/** The COSE_Sign1 in a capsule, without its tag: header, unprotected header, claims, signature. */
const partsOf = (text: string) => {
  const message = inflateSync(fromBase45(text.slice(6)) as Uint8Array);
  return decode(message.subarray(1), { useMaps: true }) as [
    Uint8Array,
    Map<number, unknown>,
    Uint8Array,
    Uint8Array,
  ];
};
const textOf = (message: Uint8Array) => `ORID1:${toBase45(deflateSync(message))}`;
const textOfParts = (parts: readonly unknown[]) =>
  textOf(Uint8Array.of(0xd2, ...encode([...parts])));

describe("Base45", () => {
  it("writes the examples of RFC 9285, and reads them", () => {
    for (const [plain, text] of [
      ["AB", "BB8"],
      ["Hello!!", "%69 VD92EX0"],
      ["base-45", "UJCLQE7W581"],
      ["ietf!", "QED8WEX0"],
    ] as const) {
      const bytes = new TextEncoder().encode(plain);
      expect(toBase45(bytes)).to.equal(text);
      expect(fromBase45(text)).to.deep.equal(bytes);
    }
  });

  for (const [what, text] of [
    ["a character too few or too many", "BB8B"],
    ["a character that it has not", "bb8"],
    ["three characters above two bytes", "GGW"],
    ["two characters above one byte", "::"],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(fromBase45(text)).to.equal(undefined);
    });
  }
});

describe("a capsule", () => {
  const signer = witnessSigner("CN");
  let text: string;
  before(async () => {
    text = await makeCapsule(claims, signer);
  });

  it("says what it was made of, by whom, and how old it is", async () => {
    const now = MOMENT + HOUR;
    const verified = await verifyCapsule(text, { witnesses: listOf(["CN", "ES"]), now });
    expect(verified.claims).to.deep.equal(claims);
    expect(verified.witness).to.include({ seat: 1, name: "CN" });
    expect(verified).to.include({ age: HOUR + 20, listAge: HOUR });
  });

  it("fits into one QR code of its alphanumeric mode, at most 600 characters long, with all that it may hold", async () => {
    const campaign = Number.MAX_SAFE_INTEGER;
    const most = await makeCapsule(
      {
        ...claims,
        chainId: 2_147_483_647,
        seat: 999,
        also: ["stolen", "disputed", "recalled", "notOnMarket", "notApproved"],
        openRecalls: 100,
        recalls: Array.from({ length: 6 }, (_, index) => {
          return { campaign: campaign - index, severity: "noTransfer" as const };
        }),
        block: Number.MAX_SAFE_INTEGER,
      },
      signer,
    );
    for (const one of [text, most]) {
      expect(one).to.match(/^[0-9A-Z $%*+\-./:]{300,600}$/);
      expect(
        encodeQR(one, "raw", { ecc: "medium", encoding: "alphanumeric" }).length,
      ).to.be.at.most(101);
    }
  });

  it("of a code that was never issued says so, and nothing of a market, a level or a head", async () => {
    const { level, market, head, ...rest } = claims;
    const never: CapsuleClaims = {
      ...rest,
      verdict: "unknownCode",
      also: [],
      openRecalls: 0,
      recalls: [],
    };
    const { claims: read } = await readCapsule(await makeCapsule(never, signer));
    expect(read).to.deep.equal(never);
  });

  const refusals: readonly (readonly [
    what: string,
    reason: NotProvenReason,
    list: ReturnType<typeof listOf>,
    now: number,
  ])[] = [
    ["at its end", "capsuleExpired", listOf(["CN"]), MOMENT + DAY],
    ["past its end, the list as old as that", "capsuleExpired", listOf(["CN"]), MOMENT + 9 * DAY],
    ["where the clock is a day behind", "fromTheFuture", listOf(["CN"]), MOMENT - DAY],
    [
      "past its end, where the clock was put back before the list of witnesses",
      "fromTheFuture",
      listOf(["CN"], { timestamp: MOMENT + 2 * DAY }),
      MOMENT + HOUR,
    ],
    ["of a key that the seat replaced", "witnessLeft", listOf(["CN 2"]), MOMENT + HOUR],
    ["of a seat that left", "witnessLeft", listOf([], { departed: [1] }), MOMENT + HOUR],
    [
      "of a seat that names no witness",
      "witnessUnknown",
      listOf([], { without: [1] }),
      MOMENT + HOUR,
    ],
    [
      "where the list of witnesses is two days old",
      "witnessListOld",
      listOf(["CN"], { timestamp: MOMENT + HOUR - 2 * DAY }),
      MOMENT + HOUR,
    ],
    ["of another chain", "wrongChain", listOf(["CN"], { chainId: 1 }), MOMENT + HOUR],
  ];
  for (const [what, reason, witnesses, now] of refusals) {
    it(`is refused ${what}, for that reason alone, and says what it said and how old that is`, async () => {
      const error = await expectNotProven(reason, () => verifyCapsule(text, { witnesses, now }));
      expect(error).to.be.instanceOf(CapsuleRefusedError);
      const refused = error as CapsuleRefusedError;
      expect(refused.claims).to.deep.equal(claims);
      expect(refused.age).to.equal(Math.max(0, now - claims.blockTime));
    });
  }

  it("is an hour older where the clock is an hour ahead, and good until its end by that clock", async () => {
    const witnesses = listOf(["CN"]);
    const ahead = await verifyCapsule(text, { witnesses, now: MOMENT + 23 * HOUR - 1 + HOUR });
    expect(ahead.age).to.equal(24 * HOUR + 19);
    await expectNotProven("capsuleExpired", () =>
      verifyCapsule(text, { witnesses, now: MOMENT + 23 * HOUR + HOUR }),
    );
  });

  it("is taken with an older list where the reader says so", async () => {
    const witnesses = listOf(["CN"], { timestamp: MOMENT - 2 * DAY });
    const { listAge } = await verifyCapsule(text, {
      witnesses,
      now: MOMENT + HOUR,
      maxListAge: 3 * DAY,
    });
    expect(listAge).to.equal(2 * DAY + HOUR);
  });

  it("is refused where another key signed in the seat's name", async () => {
    const [header] = partsOf(text);
    const forged = partsOf(await makeCapsule(claims, witnessSigner("a stranger")));
    await expectNotProven("witnessLeft", () =>
      verifyCapsule(textOfParts(forged), { witnesses: listOf(["CN"]), now: MOMENT }),
    );
    // Under the seat's own key id.
    await expectNotProven("capsuleSignature", () =>
      verifyCapsule(textOfParts([header, ...forged.slice(1)]), {
        witnesses: listOf(["CN"]),
        now: MOMENT,
      }),
    );
  });

  it("is refused with the other signature that holds for the same: only the lower s is taken", async () => {
    const [header, open, payload, signature] = partsOf(text);
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const s = order - BigInt(`0x${Buffer.from(signature.subarray(32)).toString("hex")}`);
    const high = Buffer.from(s.toString(16).padStart(64, "0"), "hex");
    const other = textOfParts([
      header,
      open,
      payload,
      Uint8Array.of(...signature.subarray(0, 32), ...high),
    ]);
    await expectNotProven("capsuleSignature", () =>
      verifyCapsule(other, { witnesses: listOf(["CN"]), now: MOMENT }),
    );
  });

  it("is not made of a checkpoint that the same key cosigned", async () => {
    const word = `0x${"11".repeat(32)}` as const;
    const block = { number: 1n, hash: word, stateRoot: word, timestamp: MOMENT };
    const { signature } = await signCheckpoint({ chainId: 7777, seat: 1, ...block }, signer);
    const [header, open] = partsOf(text);
    const payload = encode(
      new Map<number, unknown>([
        [1, "7777/1"],
        [-65_538, [1, new Uint8Array(32).fill(0x11), new Uint8Array(32).fill(0x11), MOMENT]],
      ]),
    );
    const parts = [header, open, payload, Buffer.from(signature.slice(2), "hex")];
    await expectNotProven("fileShape", () => readCapsule(textOfParts(parts.map(plain))));
  });

  const plain = (part: unknown) => (part instanceof Uint8Array ? Uint8Array.from(part) : part);
  /** The capsule with another payload, whose signature does not matter. */
  const withPayload = (payload: Uint8Array) => {
    const [header, open, , signature] = partsOf(text);
    return textOfParts([header, open, payload, signature]);
  };
  const given = () => decode(partsOf(text)[2], { useMaps: true }) as Map<number, unknown>;
  const withClaim = (claim: number, value: unknown) =>
    withPayload(encode(new Map([...given(), [claim, value]])));
  const withField = (field: number, value: unknown) =>
    withClaim(
      -65_537,
      new Map([...(given().get(-65_537) as Map<number, unknown>), [field, value]]),
    );
  const messageOf = () => inflateSync(fromBase45(text.slice(6)) as Uint8Array);

  const cases: Readonly<Record<string, readonly [reason: NotProvenReason, make: () => string]>> = {
    nothing: ["fileFormat", () => ""],
    "a code": ["fileFormat", () => claims.id],
    "a certificate of the EU": ["fileFormat", () => `HC1:${text.slice(6)}`],
    "a long text": ["fileFormat", () => "A".repeat(10_000)],
    "a later version": ["fileVersion", () => text.replace("ORID1", "ORID2")],
    "small letters": ["fileDamaged", () => `ORID1:${text.slice(6).toLowerCase()}`],
    "a text longer than the most": ["fileTooLarge", () => `ORID1:${"0".repeat(600)}`],
    "what cannot be inflated": ["fileDamaged", () => `ORID1:${toBase45(new Uint8Array(99))}`],
    "nothing, deflated": ["fileTruncated", () => textOf(new Uint8Array())],
    "zeros that inflate to 64 KiB": ["fileTooLarge", () => textOf(new Uint8Array(2 ** 16))],
    "bytes after its end": ["fileTrailing", () => textOf(Uint8Array.of(...messageOf(), 0))],
    "a message that breaks off": ["fileTruncated", () => textOf(messageOf().subarray(0, 60))],
    "another tag": ["fileShape", () => textOf(Uint8Array.of(0xd1, ...messageOf().subarray(1)))],
    "no tag": ["fileShape", () => textOf(messageOf().subarray(1))],
    "a tag within": [
      "fileTag",
      () => textOf(Uint8Array.of(0xd2, 0xd2, ...messageOf().subarray(1))),
    ],
    "a list of indefinite length": [
      "fileIndefinite",
      () => textOf(Uint8Array.of(0xd2, 0x9f, ...messageOf().subarray(2), 0xff)),
    ],
    "five parts": ["fileShape", () => textOfParts([...partsOf(text), 1])],
    "something beside what is signed": [
      "fileShape",
      () => textOfParts([partsOf(text)[0], new Map([[4, 1]]), ...partsOf(text).slice(2)]),
    ],
    "another algorithm": [
      "fileShape",
      () =>
        textOfParts([
          encode(
            new Map<number, unknown>([
              [1, -8],
              [4, new Uint8Array(8)],
            ]),
          ),
          ...partsOf(text).slice(1),
        ]),
    ],
    "a claim twice": [
      "fileDuplicateKey",
      () => {
        const payload = partsOf(text)[2];
        return withPayload(Uint8Array.of((payload[0] ?? 0) + 1, ...payload.subarray(1), 4, 4));
      },
    ],
    "claims in another order": [
      "fileShape",
      () => {
        const [first, ...others] = [...given()].map(([claim, value]) =>
          encode(new Map([[claim, value]])).subarray(1),
        );
        return withPayload(
          Uint8Array.of(0xa5, ...others.flatMap((one) => [...one]), ...(first ?? [])),
        );
      },
    ],
    "a claim more": ["fileShape", () => withClaim(7, 1)],
    "a claim missing": ["fileShape", () => withPayload(encode(new Map([[1, "7777/1"]])))],
    "no map": ["fileShape", () => withPayload(encode([1]))],
    "an issuer that is no seat": ["fileShape", () => withClaim(1, "7777/0")],
    "a code that is none": ["fileShape", () => withClaim(2, "CN")],
    "an expiry before the issue": ["fileShape", () => withClaim(4, MOMENT)],
    "an expiry in eight days": ["fileShape", () => withClaim(4, MOMENT + 8 * DAY)],
    "a time that is no date": ["fileShape", () => withClaim(6, Number.MAX_SAFE_INTEGER)],
    "a verdict that there is not": ["fileShape", () => withField(1, "fine")],
    "a level that there is not": ["fileShape", () => withField(3, 6)],
    "fewer recalls than there are": ["fileShape", () => withField(6, [])],
    "a recall of no severity": [
      "fileShape",
      () =>
        withField(6, [
          [1, "none"],
          [2, "none"],
        ]),
    ],
    "a head of 31 bytes": ["fileShape", () => withField(7, new Uint8Array(31))],
    "a field more": ["fileShape", () => withField(10, 1)],
  };
  for (const [name, [reason, make]] of Object.entries(cases)) {
    it(`is refused for what it is: ${name}`, async () => {
      const error = await expectNotProven(reason, async () => await readCapsule(make()));
      expect(error.node).to.equal("the capsule");
    });
  }

  it("is not made for longer than a week, nor for no time", async () => {
    for (const validity of [0, 7 * DAY + 1]) {
      const error = await makeCapsule({ ...claims, expires: MOMENT + validity }, signer).catch(
        (thrown) => thrown,
      );
      expect(error.name).to.equal("RegistryArgumentError");
    }
  });
});
