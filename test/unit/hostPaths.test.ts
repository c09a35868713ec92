import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromNative, isInside, toNative } from "../../server/src/host/nativePath.ts";

describe("paths as users of Windows write them", () => {
  it.each([
    ["C:\\Users\\Me\\app", "C:/Users/Me/app"],
    ["c:/Users/Me/app/", "C:/Users/Me/app"],
    ["src\\app.py", "D:/work/src/app.py"],
    [".\\src\\..\\lib", "D:/work/lib"],
    ["..\\..\\..\\x", "D:/x"],
    ["\\x", "D:/x"],
    ["d:x", "D:/work/x"],
    ["e:x", "E:/x"],
    ["C:", "C:/"],
    ["C:\\", "C:/"],
    ["\\\\server\\share\\a\\b", "//server/share/a/b"],
    ["\\\\server\\share\\..\\..\\b", "//server/share/b"],
    ["\\\\?\\C:\\very\\long", "C:/very/long"],
    ["\\\\?\\UNC\\server\\share\\a", "//server/share/a"],
    ["", "D:/work"],
  ])("%s is %s", (native, path) => {
    expect(fromNative(native, "D:/work", "windows")).toBe(path);
  });

  it("shows backslashes", () => {
    expect(toNative("C:/Users/Me/app", "windows")).toBe("C:\\Users\\Me\\app");
    expect(toNative("//server/share/a", "windows")).toBe("\\\\server\\share\\a");
  });
});

describe("paths as users of POSIX write them", () => {
  it.each([
    ["/a/b", "/a/b"],
    ["b/../c/./d", "/work/c/d"],
    ["../../../x", "/x"],
    ["//a///b/", "/a/b"],
    ["a\\b", "/work/a\\b"],
    ["C:/x", "/work/C:/x"],
    [".", "/work"],
  ])("%s is %s", (native, path) => {
    expect(fromNative(native, "/work", "posix")).toBe(path);
  });
});

it.each(["posix", "windows"] as const)("%s: an absolute path stays what it is", (style) => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const path = fromNative(text, style === "posix" ? "/w" : "C:/w", style);
      expect(fromNative(toNative(path, style), "/", style)).toBe(path);
      expect(path).not.toMatch(/(^|\/)\.\.?(\/|$)/);
    }),
  );
});

it("tells what lies inside a folder", () => {
  expect(isInside("/a/b", "/a", true)).toBe(true);
  expect(isInside("/a", "/a", true)).toBe(true);
  expect(isInside("/ab", "/a", true)).toBe(false);
  expect(isInside("/x", "/", true)).toBe(true);
  expect(isInside("C:/Users/ME/app", "c:/users/me", false)).toBe(true);
  expect(isInside("/A/b", "/a", true)).toBe(false);
});
