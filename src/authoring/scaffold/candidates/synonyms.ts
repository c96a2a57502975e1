/** What a solution calls in its own language, and files in English. */
const GROUPS: readonly string[] = [
  'password passwords contraseña contraseñas clave passwd',
  'secret secrets secreto secretos credential credentials credencial credenciales',
  'token tokens',
  'port ports puerto puertos',
  'volume volumes volumen volúmenes',
  'seed semilla random_state',
  'owner dueño propietario responsable',
  'user usuario',
  'image imagen',
  'permission permissions permisos permiso',
  'version versión versions versiones',
  'timeout tiempo límite',
  'limits limit límites límite memory memoria',
  'replicas réplicas copies copias',
  'branch branches rama ramas',
  'metrics metric métricas métrica',
  'deps dependencies dependencias dependency dependencia',
  'log logs registro registros',
  'retries retry reintentos reintento',
  'environment entorno',
  'encoding codificación',
  'instance instances instancia instancias',
  'count cuántas cuántos number número',
];

/** By each word, the others of its group. */
export const SYNONYMS: ReadonlyMap<string, readonly string[]> = new Map(
  GROUPS.flatMap((group) => {
    const words = group.split(' ');
    return words.map((word) => [word, words.filter((other) => other !== word)] as const);
  }),
);
