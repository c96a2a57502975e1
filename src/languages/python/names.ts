/** An identifier as Python reads it: `ｍｌｆｌｏｗ` is `mlflow`. */
export function identifier(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return text.normalize('NFKC');
  return text;
}
