// What the bundler hands out for files that are no scripts.
declare module '*.svg' {
  const text: string;
  export default text;
}
