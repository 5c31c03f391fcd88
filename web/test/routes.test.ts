import { parseRobotId, RobotIdError, readRobotId } from "@openrobotid/sdk";
import { expect } from "chai";
import { canonicalPath, matchRoute, routeOn } from "../src/routes.js";

const id = parseRobotId("CN-BH01-TERN03-25W07000000000001");

describe("routes", () => {
  it("lead from each part of a code to what it names", () => {
    expect(matchRoute("/CN/BH01/TERN03/25W07000000000001")).to.deep.equal({ page: "robot", id });
    expect(matchRoute("/CN/BH01/TERN03")).to.deep.equal({ page: "model", id: "CNBH01TERN03" });
    expect(matchRoute("/CN/BH01")).to.deep.equal({ page: "maker", id: "CNBH01" });
    expect(matchRoute("/CN")).to.deep.equal({ page: "country", id: "CN" });
  });

  it("know a code by lower case and with its check character, and give it one path", () => {
    const route = matchRoute("/cn/bh01/tern03/25w07000000000001-K");
    expect(canonicalPath(route)).to.equal("/CN/BH01/TERN03/25W07000000000001");
  });

  it("say at which position an address is no code", () => {
    const route = matchRoute("/CN/BH01/TERN03/25W070000000Ä0001");
    expect(route.page).to.equal("malformed");
    expect(route).to.have.nested.property("error.position", 24);
  });

  it("lead to a desk where there is a vault, and nowhere else", () => {
    const page = (vault: boolean) => routeOn({ sandbox: false, vault }, "/desk").page;
    expect([page(true), page(false)]).to.deep.equal(["desk", "notFound"]);
  });

  it("lead to the pages of the site, and to none for anything else", () => {
    expect(matchRoute("/").page).to.equal("home");
    expect(matchRoute("/recalls/").page).to.equal("recalls");
    expect(matchRoute("/recalls/12")).to.deep.equal({ page: "recall", campaign: 12 });
    expect(matchRoute("/check", "?code=x")).to.deep.equal({ page: "check", text: "x" });
    expect(matchRoute(`/challenge/${id}`)).to.deep.equal({ page: "challenge", id });
    for (const path of ["/recalls/0", "/recalls/x", "/wp-login.php", "/registry/x"]) {
      expect(matchRoute(path).page).to.equal("notFound");
    }
  });
});

describe("what is typed", () => {
  it("is read as a code or as a link to one", () => {
    for (const text of [
      " cn bh01 tern03 25w07000000000001 ",
      "CN-BH01-TERN03-25W07000000000001-K",
      "HTTPS://ID.EXAMPLE/CN/BH01/TERN03/25W07000000000001-K",
      "/CN/BH01/TERN03/25W07000000000001",
    ]) {
      expect(readRobotId(text)).to.equal(id);
    }
  });

  it("is refused with the position at which it ends too soon", () => {
    expect(() => readRobotId("https://id.example/CN/BH01"))
      .to.throw(RobotIdError)
      .that.includes({ reason: "tooShort", position: 6 });
  });
});
