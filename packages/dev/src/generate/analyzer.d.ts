/** The analyzer publishes no types for what it exports beside its command. */
declare module '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js' {
  /** Plugins that understand Lit's classes. */
  export function litPlugin(): readonly unknown[];
}
