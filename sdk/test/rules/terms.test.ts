// What holds for a time: approvals, certificates, accreditations, tenancies, operators, orders.
import { expect } from "chai";
import {
  actsFully,
  hasHeld,
  isAccreditationValid,
  isApprovalValid,
  isCertificateValid,
  isInCharge,
  isOrderPending,
  type OrderTerm,
  orderStatusAfterSignature,
} from "../../src/rules/index.js";
import { words } from "../../src/words.js";

for (const [what, isValid] of [
  [
    "an approval",
    ({ from, ...rest }: Given, at: number) => isApprovalValid({ ...rest, approvedAt: from }, at),
  ],
  [
    "a certificate",
    ({ from, ...rest }: Given, at: number) => isCertificateValid({ ...rest, issuedAt: from }, at),
  ],
  [
    "an accreditation whose seat stayed",
    ({ from, ...rest }: Given, at: number) =>
      isAccreditationValid({ ...rest, givenAt: from, seat: 2 }, { seat: 2, since: from }, at),
  ],
] as const) {
  describe(`${what} is valid`, () => {
    it("from when it was given, up to the second before it expires", () => {
      const given = { from: 100, expiry: 200, withdrawnAt: undefined };
      for (const [at, expected] of [
        [99, false],
        [100, true],
        [199, true],
        [200, false],
      ] as const) {
        expect(isValid(given, at), `${at}`).to.equal(expected);
      }
    });

    it("up to the second before it is withdrawn", () => {
      const withdrawn = { from: 100, expiry: 200, withdrawnAt: 150 };
      expect(isValid(withdrawn, 149)).to.equal(true);
      expect(isValid(withdrawn, 150)).to.equal(false);
      expect(isValid({ ...withdrawn, withdrawnAt: null }, 150)).to.equal(true);
    });
  });
}

interface Given {
  readonly from: number;
  readonly expiry: number;
  readonly withdrawnAt: number | null | undefined;
}

describe("an accreditation", () => {
  const accreditation = { seat: 2, givenAt: 100, expiry: 200 };

  it("ends when its country leaves the seat that gave it, and does not come back with it", () => {
    expect(isAccreditationValid(accreditation, { seat: 2, since: 100 }, 150)).to.equal(true);
    expect(isAccreditationValid(accreditation, { seat: 2, since: 101 }, 150)).to.equal(false);
    expect(isAccreditationValid(accreditation, { seat: 3, since: 50 }, 150)).to.equal(false);
    for (const none of [undefined, null]) {
      expect(isAccreditationValid(accreditation, none, 150)).to.equal(false);
    }
  });
});

describe("a seat", () => {
  it("has held a country since any moment from when it got it on", () => {
    expect(hasHeld({ seat: 1, since: 100 }, 1, 100)).to.equal(true);
    expect(hasHeld({ seat: 1, since: 100 }, 1, 99)).to.equal(false);
    expect(hasHeld({ seat: 1, since: 100 }, 2, 100)).to.equal(false);
    expect(hasHeld(null, 1, 100)).to.equal(false);
  });

  it("acts with full power from when its waiting is over", () => {
    expect(actsFully({ actsFrom: 100 }, 100)).to.equal(true);
    expect(actsFully({ actsFrom: 100 }, 99)).to.equal(false);
  });
});

describe("an operator", () => {
  it("is in charge once it accepted, until its term ends", () => {
    expect(isInCharge({ accepted: true, until: 100 }, 99)).to.equal(true);
    expect(isInCharge({ accepted: true, until: 100 }, 100)).to.equal(false);
    expect(isInCharge({ accepted: false, until: 100 }, 99)).to.equal(false);
  });
});

describe("a registrar order", () => {
  const order: OrderTerm = {
    status: "proposed",
    expiresAt: 200,
    answerableUntil: undefined,
    isWithSeat: true,
  };

  it("is pending in three of its states alone", () => {
    const pending = words["enum IRegistrarOrders.Status"].filter((status) =>
      isOrderPending({ ...order, status }, 150),
    );
    expect(pending).to.deep.equal(["proposed", "objected", "countersigned"]);
  });

  it("ends when it expires, when its country moves, and when an objection stays without answer", () => {
    expect(isOrderPending(order, 199)).to.equal(true);
    expect(isOrderPending(order, 200)).to.equal(false);
    expect(isOrderPending({ ...order, isWithSeat: false }, 150)).to.equal(false);
    const objected = { ...order, status: "objected", answerableUntil: 160 } as const;
    expect(isOrderPending(objected, 159)).to.equal(true);
    expect(isOrderPending(objected, 160)).to.equal(false);
    expect(isOrderPending({ ...objected, status: "countersigned" }, 160)).to.equal(true);
  });

  it("is countersigned with the last signature that it needs", () => {
    expect([1, 2, 3].map((given) => orderStatusAfterSignature(given, 2))).to.deep.equal([
      "objected",
      "countersigned",
      "countersigned",
    ]);
  });
});
