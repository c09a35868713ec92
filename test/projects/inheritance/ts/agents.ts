import { Agent } from "./base";

export class PersonaAgent extends Agent {
  constructor(private persona: string) {
    super();
  }

  protected override instructions() {
    return `You are ${this.persona}.`;
  }
}

export class CodeAgent extends Agent {
  protected override instructions() {
    return "Answer with one JavaScript expression.";
  }

  protected override handle(reply: string) {
    return eval(reply); // want: model-output-to-code
  }
}

export class QuietAgent extends Agent {
  protected override instructions() {
    return "Answer in one line.";
  }

  protected override handle(reply: string) {
    return { reply }; // ok: model-output-to-code
  }
}
