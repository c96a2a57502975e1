import { keysOf } from './normalise.js';

/**
 * Words of any review of software, whatever its subject: that two remarks share one of them says little about whether they
 * speak of the same thing.
 */
export function isCommon(word: string): boolean {
  common ??= new Set(
    WORDS.split(/\s+/)
      .filter(Boolean)
      .flatMap((one) => keysOf(one)),
  );
  return keysOf(word).some((key) => common!.has(key));
}

let common: ReadonlySet<string> | undefined;

const WORDS = `
use using used uses usa usar uso usando usado utiliza utilizar emplear make makes made making hace hacer hecho haciendo hacen do does doing done
get gets got getting put puts give gives given giving take takes taken taking go goes going gone come comes coming keep keeps kept let lets
set sets have has had having be being been was were is are am can could should would must may might will shall need needs needed
add adds added adding añadir añade agregar agrega poner pone pongo pondria puesto meter mete sacar saca quitar quita dejar deja dejan dar da dan
create creates created creating crear crea creado change changes changed changing cambiar cambia cambio replace replaces replaced reemplazar
sustituir remove removes removed removing eliminar elimina avoid avoids evitar evita fix fixed fixes arreglar arregla corregir corrige correction
want wants wanted querer quiero quiere quieren know knows known saber sabe sabemos see sees seen ver veo vemos visto look looks looking mirar mira
show shows shown mostrar muestra find finds found encontrar encuentra encontrado call calls called calling llamar llama llamada write writes written writing
escribir escribe escrito escrita read reads reading leer lee leido start starts started empezar empieza end ends ended terminar termina acabar acaba
run runs running ran ejecutar ejecuta ejecucion ejecuciones correr corre work works working funcionar funciona happen happens pasar pasa paso ocurre
say says said decir dice dicen tell tells told mean means meant significa explain explains explicar explica mention mentions mencionar menciona
check checks checked checking comprobar comprueba revisar revisa verificar verifica try tries tried intentar intenta allow allows allowed permitir permite
leave leaves left stay stays quedar queda quedan seguir sigue siguen stop stops parar para break breaks broken romper rompe roto fail fails failed failing
failure failures fallar falla fallo fallos error errors errores problem problems problema problemas issue issues bug bugs wrong bad mal mala malo bien good
better best mejor peor worse great nice right correct correcto correcta incorrect incorrecto true false verdad falso
one two three four five first second third last uno una dos tres cuatro cinco primero primera segundo segunda ultimo ultima otro otra otros otras other another
same mismo misma mismos mismas different distinto distinta diferente new nuevo nueva nuevos old viejo vieja antiguo anterior next previous siguiente
each every all any some none many much more most less few several cada todo toda todos todas algun alguna algunos ninguno ninguna varios varias mucho muchos mucha muchas poco pocos
only solo just solamente also too tambien ademas even incluso still todavia aun already ya yet never nunca always siempre often now ahora hoy mañana today tomorrow again vez veces
otra time times tiempo moment momento day days dia dias minute minutes minuto minutos hour hours hora horas second seconds segundos month months mes meses year years año años ten diez
thing things cosa cosas way ways forma manera modo part parts parte partes case cases caso casos place places sitio lugar point points punto
line lines linea lineas code codigo script scripts program programa programas file files archivo archivos fichero ficheros name names nombre nombres named llamado value values valor valores
data dato datos text texto word words palabra number numbers numero numeros list lists lista listas type types tipo tipos kind field fields campo campos
function functions funcion funciones method methods metodo metodos class classes clase clases variable variables object objects objeto objetos argument arguments argumento argumentos
parameter parameters parametro parametros option options opcion opciones result results resultado resultados return returns returned devolver devuelve devuelto
user users usuario usuarios people person persona personas gente anyone anybody someone somebody everyone everybody nobody cualquiera alguien nadie client clients cliente clientes team equipo
system sistema service servicio services servicios server servidor application aplicacion app project proyecto projects version versions versiones
production produccion machine maquina computer ordenador environment entorno process proceso test tests testing prueba pruebas example ejemplo
long largo larga short corto corta big grande large small pequeño high low alto alta bajo baja critical critico critica medium media medio minor menor full completo empty vacio vacia
possible posible imposible impossible easy facil hard dificil simple important importante enough suficiente necessary necesario obligatorio required missing falta faltan faltar lack lacks without sin
before after antes despues while during mientras durante until hasta since desde between entre under over inside outside dentro fuera above below here there aqui ahi alli acá where donde when cuando then entonces
because porque so asi if si else otherwise instead lugar rather than como how what que which cual who quien why whose whom though although aunque however pero but except salvo
not no nor neither ni nothing nada very muy quite bastante really realmente maybe quizá perhaps probably probablemente about against together juntos apart alone whole entire entero entera general
yo tu el ella nosotros ellos me mi te se le lo la los las nos les it its he she they them their our your my mine this that these those este esta esto estos estas ese esa eso esos esas aquel
hay haber ha han habria habra era eran fue fueron ser siendo sea sean es son esta estan estar estaba tener tiene tienen tenga tengo tenia debe deben deberia deberian puede pueden podria podrian hay
ir va van voy venir viene vienen vaya salir sale salen entrar entra entran llegar llega llegan llevar lleva llevan traer trae volver vuelve perder pierde pierden lose loses lost losing
safe unsafe seguro segura dangerous peligroso peligrosa risk riesgo quality calidad practice practica practicas improve improves mejorar mejorable convendria conviene recomiendo recommend suggest sugiero
review exam exercise severity severidad gravedad hacia sobre according segun through via per within toward whether both ambos ambas either cualquier certain cierto such tal tales like etc eg ie
own propio propia actual real really current currently actualmente original main principal direct directly directamente simply simplemente explicit explicito explicitly
`;
