import * as vscode from "vscode";

/** What we ask of VS Code's own git extension. */
interface GitExtension {
  getAPI(version: 1): { repositories: Repository[] };
}
interface Repository {
  state: Record<"workingTreeChanges" | "indexChanges" | "mergeChanges", Change[]> & {
    untrackedChanges?: Change[];
  };
  status(): Promise<void>;
}
interface Change {
  uri: vscode.Uri;
}

/** The files that differ from the last commit, saved or not; undefined where git is not at hand. */
export async function changedFiles(): Promise<Set<string> | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
  const unsaved = vscode.workspace.textDocuments
    .filter(({ isDirty, uri }) => isDirty && uri.scheme === "file")
    .map(({ uri }) => uri.toString());
  try {
    const git = extension && (extension.isActive ? extension.exports : await extension.activate());
    const repositories = git?.getAPI(1).repositories ?? [];
    if (repositories.length === 0) return undefined;
    await Promise.all(repositories.map((each) => each.status()));
    const changes = repositories.flatMap(({ state }) => [
      ...state.workingTreeChanges,
      ...state.indexChanges,
      ...state.mergeChanges,
      ...(state.untrackedChanges ?? []),
    ]);
    return new Set([...changes.map(({ uri }) => uri.toString()), ...unsaved]);
  } catch {
    // Git is switched off, or there is none on the machine.
    return undefined;
  }
}
