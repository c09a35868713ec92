export class History {
  turns: { role: string; content: string }[] = [];

  add(role: string, content: string) {
    this.turns.push({ role, content }); // want: untrusted-system-prompt
    return this;
  }

  addUser(content: string) {
    this.turns.push({ role: "user", content }); // ok: untrusted-system-prompt
    return this;
  }
}
