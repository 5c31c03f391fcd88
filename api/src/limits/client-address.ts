// Whose requests are counted together: an address, as far as it can be believed.
import ipaddr from "ipaddr.js";

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Proxies that are believed when they say for whom they ask. */
export type TrustedProxies = readonly Range[];

/** Reads the proxies that are trusted: addresses or ranges, by commas. */
export function readTrustedProxies(text: string): TrustedProxies {
  return text
    .split(",")
    .map((range) => range.trim())
    .filter(Boolean)
    .map((range) => {
      try {
        if (range.includes("/")) return ipaddr.parseCIDR(range);
        const address = ipaddr.process(range);
        return [address, address.kind() === "ipv4" ? 32 : 128] as Range;
      } catch {
        throw new Error(
          `TRUSTED_PROXIES: found "${range}", expected an address such as 10.0.0.7 or a range such as 10.0.0.0/8.`,
        );
      }
    });
}

/**
 * The address that a request comes from. `X-Forwarded-For` is believed as far as it was written by trusted proxies: from
 * the right, up to the first address that is not one of theirs. Of IPv6 the first 64 bits: the rest is anybody's to choose.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string {
  const hops = [...(forwardedFor?.split(",") ?? []), peer ?? ""].map((hop) => hop.trim());
  let last = "unknown";
  while (hops.length > 0) {
    const hop = hops.pop() ?? "";
    // What a trusted proxy passed on without being able to read it is counted with that proxy.
    if (!ipaddr.isValid(hop)) return last;
    const address = ipaddr.process(hop);
    last = network(address);
    if (!isTrusted(address, trusted)) return last;
  }
  return last;
}

function isTrusted(address: ipaddr.IPv4 | ipaddr.IPv6, trusted: TrustedProxies): boolean {
  return trusted.some(
    ([range, bits]) => range.kind() === address.kind() && address.match([range, bits] as never),
  );
}

function network(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  if (address.kind() === "ipv4") return address.toString();
  const [a = 0, b = 0, c = 0, d = 0] = (address as ipaddr.IPv6).parts;
  return `${[a, b, c, d].map((part) => part.toString(16)).join(":")}::/64`;
}
