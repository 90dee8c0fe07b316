import { expect, test } from "vitest";
import { isDoor, routeOf, to } from "./route";

test.each([
  ["/desk", { screen: "list" }],
  ["/desk/", { screen: "list" }],
  ["/desk/first", { screen: "first" }],
  ["/desk/sign-in", { screen: "sign-in" }],
  ["/desk/articles/12", { screen: "article", id: "12" }],
  ["/desk/readers", { screen: "readers" }],
  ["/desk/pictures", { screen: "pictures", id: null }],
  ["/desk/pictures/7", { screen: "pictures", id: "7" }],
  ["/desk/campaigns", { screen: "campaigns", id: null }],
  ["/desk/campaigns/7", { screen: "campaigns", id: "7" }],
  ["/desk/fronts", { screen: "fronts" }],
  ["/desk/fronts/en/front", { screen: "front", edition: "en", list: "front" }],
  ["/desk/fronts/en/most%20important", { screen: "front", edition: "en", list: "most important" }],
  ["/desk/fronts/en/%E0%A4", { screen: "front", edition: "en", list: "%E0%A4" }],
  ["/desk/articles", { screen: "nowhere" }],
  ["/desk/articles/1/2/3", { screen: "nowhere" }],
  ["/deskless", { screen: "nowhere" }],
  ["/en/", { screen: "nowhere" }],
])("%s shows its screen", (address, route) => {
  expect(routeOf(address)).toEqual(route);
});

test("an address that was written can be read", () => {
  expect(to("fronts", "en", "most important")).toBe("/desk/fronts/en/most%20important");
  expect(to()).toBe("/desk");
});

test("only the doors are open to strangers", () => {
  expect(isDoor(routeOf("/desk/invitation"))).toBe(true);
  expect(isDoor(routeOf("/desk/people"))).toBe(false);
});
