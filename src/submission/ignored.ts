/**
 * Why a file is no answer by its name alone, or `undefined` when it may be one. Nothing in such a file has an effect.
 * `named`: the exam asks for a file of this name, so that a configuration can be an answer.
 */
export function ignoredByName(path: string, named = false): string | undefined {
  const parts = path
    .replaceAll('\\', '/')
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const base = parts[parts.length - 1] ?? '';
  const folders = parts.slice(0, -1).filter((part) => !(named && PROJECT_FOLDERS.test(part)));
  if (folders.some((part) => JUNK_FOLDERS.test(part))) return 'in a folder of tools or caches';
  if (named && !BINARY_FILES.test(base)) return undefined;
  if (JUNK_FILES.test(base)) return 'a file of the system or an editor';
  if (SCORE_FILES.test(base)) return 'claims a score or a rubric; it has no effect';
  if (PROJECT_FILES.test(base)) return PROJECT;
  if (BINARY_FILES.test(base)) return 'no text';
  if (CODE_OF_OTHERS.test(base)) return 'no answer to this exam';
  return undefined;
}

const PROJECT = "a project's configuration";

/** Whether a reason of `ignoredByName` is that the file configures a project. */
export const isProject = (why: string): boolean => why === PROJECT;

/** Folders of tools in which a project keeps files of its own. */
const PROJECT_FOLDERS = /^\.(?:github|dvc)$/;
const JUNK_FOLDERS =
  /^(?:\.git|\.svn|\.hg|node_modules|__pycache__|__macosx|\.cache|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.ipynb_checkpoints|\.venv|venv|\.env|\.tox|\.idea|\.vscode|mlruns|mlartifacts|site-packages|dist-info|\.github|\.dvc|\.eggs?)$/;
const JUNK_FILES =
  /^(?:\._.*|\.ds_store|thumbs\.db|desktop\.ini|~\$.*|.*~|.*\.sw[op]|\.git.*|\.env.*|\.npmrc|\.editorconfig|\..*rc|.*\.lock|.*\.log|.*\.tmp|.*\.bak)$/;
const SCORE_FILES =
  /^(?:(?:results?|grades?|scores?|marks?|notas?|calificacion(?:es)?|puntuacion(?:es)?|resultados?|gradebook|report|feedback|evaluation)[\w.-]*\.(?:json|csv|tsv|ya?ml|xml|html?)|(?:rubric|rubrica|r\u00fabrica|exam|expect|expected|labels?|answer[-_ ]?key|solution[-_ ]?key)[\w.-]*\.(?:json|ya?ml|csv)|\.?grader[\w.-]*|autograder[\w.-]*)$/;
const PROJECT_FILES =
  /^(?:package(?:-lock)?\.json|tsconfig.*\.json|pyproject\.toml|setup\.(?:py|cfg)|conftest\.py|sitecustomize\.py|usercustomize\.py|requirements.*\.txt|constraints.*\.txt|environment.*\.ya?ml|pipfile.*|poetry\.lock|uv\.lock|makefile|tox\.ini|noxfile\.py|docker-compose.*\.ya?ml|compose\.ya?ml|license.*|copying|manifest\.in|\.pre-commit-config\.ya?ml|mkdocs\.ya?ml|submission_metadata\.\w+|.*\.pth)$/;
const BINARY_FILES =
  /\.(?:pkl|pickle|joblib|pyc|pyo|so|dll|dylib|exe|bin|h5|onnx|pt|npz?|parquet|feather|png|jpe?g|gif|webp|svg|ico|bmp|tiff?|mp[34]|mov|wav|woff2?|ttf|zip|tar|gz|bz2|xz|7z|rar|whl|egg|db|sqlite3?|class|jar|o|a)$/;
const CODE_OF_OTHERS =
  /\.(?:[cm]?[jt]sx?|css|scss|java|kt|go|rs|c|h|cpp|hpp|cs|rb|php|pl|lua|r|jl|sql|sh|bash|zsh|ps1|bat|cmd|xml|proto|ini|cfg|conf|toml|lock)$/;
