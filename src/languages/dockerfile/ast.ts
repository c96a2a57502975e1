import type { TreeDocument, TreeNode } from '../../model/document.js';

interface Node<K extends string> extends TreeNode {
  readonly kind: K;
}

/** A Dockerfile: its instructions in order. */
export interface DockerFile extends Node<'File'> {
  readonly instructions: readonly DockerInstruction[];
}

export interface DockerInstruction extends Node<'Instruction'> {
  /** Upper-case. */
  readonly keyword: string;
  /** 0 for the first `FROM` and what follows it; -1 before it. */
  readonly stage: number;
  readonly flags: readonly DockerFlag[];
  /** Words, or the strings of the JSON form. */
  readonly args: readonly DockerArgument[];
  /** The arguments are a JSON array: no shell reads them. */
  readonly json: boolean;
  /** What `ENV`, `ARG` and `LABEL` set. */
  readonly properties: readonly DockerProperty[];
  readonly heredocs: readonly DockerHeredoc[];
  /** `FROM` only. */
  readonly image?: DockerImage;
  /** What `ONBUILD` runs. */
  readonly trigger?: DockerInstruction;
  /** What follows the keyword, continuation lines joined. */
  readonly text: string;
}
export interface DockerFlag extends Node<'Flag'> {
  readonly name: string;
  readonly value?: string;
}
export interface DockerArgument extends Node<'Argument'> {
  readonly text: string;
}
export interface DockerProperty extends Node<'Property'> {
  readonly name: string;
  readonly value?: string;
}
export interface DockerHeredoc extends Node<'Heredoc'> {
  readonly name: string;
  readonly textStart: number;
  readonly text: string;
}
export interface DockerImage extends Node<'Image'> {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
  /** The name after `AS`. */
  readonly as?: string;
}

export interface DockerDocument extends TreeDocument {
  readonly language: 'dockerfile';
  readonly tree: DockerFile;
}
