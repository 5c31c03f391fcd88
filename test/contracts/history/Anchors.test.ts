import { createNetwork, DAY } from "@openrobotid/testkit/network";
import { named } from "@openrobotid/testkit/results";
import { expect } from "chai";

const { ethers, networkHelpers } = await createNetwork();
const { id, ZeroHash } = ethers;

const TOPIC = id("telemetry of a fleet");
const OTHER_TOPIC = id("access log");
const ROOT = id("a tree");
const EMPTY = { count: 0n, head: ZeroHash, anchoredAt: 0n };

async function setUp() {
  const [fleet, stranger] = await ethers.getSigners();
  const anchors = await ethers.deployContract("Anchors");
  return { anchors, fleet, stranger };
}

/** The head of a chain with one more anchor, as the interface says. */
function headAfter(head: string, seq: number, root: string, leaves: number, at: number): string {
  const words = ["bytes32", "uint256", "bytes32", "uint64", "uint40"];
  const encoded = ethers.AbiCoder.defaultAbiCoder().encode(words, [head, seq, root, leaves, at]);
  return `${ethers.keccak256(encoded).slice(0, 2 + 2 * 27)}${"00".repeat(5)}`;
}

describe("Anchors", () => {
  describe("anchor", () => {
    it("refuses a root of zero", async () => {
      const { anchors } = await networkHelpers.loadFixture(setUp);
      await expect(anchors.anchor(TOPIC, ZeroHash, 1))
        .to.be.revertedWithCustomError(anchors, "AnchorsNoRoot")
        .withArgs(TOPIC);
    });

    it("refuses a tree without leaves", async () => {
      const { anchors } = await networkHelpers.loadFixture(setUp);
      await expect(anchors.anchor(TOPIC, ROOT, 0))
        .to.be.revertedWithCustomError(anchors, "AnchorsNoLeaves")
        .withArgs(TOPIC, ROOT);
    });

    it("keeps number, head and time of each account and topic, and says each anchor", async () => {
      const { anchors, fleet } = await networkHelpers.loadFixture(setUp);
      const at = (await networkHelpers.time.latest()) + DAY;
      let head = ZeroHash;
      for (const [index, leaves] of [28_000, 1].entries()) {
        const timestamp = at + index * DAY;
        await networkHelpers.time.setNextBlockTimestamp(timestamp);
        head = headAfter(head, index + 1, ROOT, leaves, timestamp);
        await expect(anchors.anchor(TOPIC, ROOT, leaves))
          .to.emit(anchors, "Anchored")
          .withArgs(fleet, TOPIC, ROOT, leaves, index + 1, timestamp, head);
        expect(named(await anchors.anchorsOf(fleet, TOPIC))).to.deep.equal({
          count: BigInt(index + 1),
          head,
          anchoredAt: BigInt(timestamp),
        });
      }
    });

    it("tells the number of the anchor", async () => {
      const { anchors } = await networkHelpers.loadFixture(setUp);
      await anchors.anchor(TOPIC, ROOT, 1);
      expect(await anchors.anchor.staticCall(TOPIC, ROOT, 1)).to.equal(2);
    });

    it("writes for the caller and the topic alone", async () => {
      const { anchors, fleet, stranger } = await networkHelpers.loadFixture(setUp);
      await anchors.connect(stranger).anchor(TOPIC, ROOT, 1);
      expect(named(await anchors.anchorsOf(fleet, TOPIC))).to.deep.equal(EMPTY);
      expect(named(await anchors.anchorsOf(stranger, OTHER_TOPIC))).to.deep.equal(EMPTY);
    });
  });
});
