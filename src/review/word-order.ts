/**
 * Pairs of little words that stand side by side in Spanish or English prose, counted in technical documents. A pair that is
 * not among them is a hint, no more, that words were thrown together.
 */
export function isUsualPair(left: string, right: string): boolean {
  pairs ??= read();
  const after = pairs.get(left);
  return after === undefined || !pairs.has(right) || after.has(right);
}

let pairs: ReadonlyMap<string, ReadonlySet<string>> | undefined;

function read(): Map<string, Set<string>> {
  const out = new Map<string, Set<string>>();
  for (const row of PAIRS.split(/[;\n]/)) {
    const [first, ...rest] = row.trim().split(' ');
    if (!first) continue;
    const known = out.get(first);
    if (known) for (const word of rest) known.add(word);
    else out.set(first, new Set(rest));
  }
  return out;
}

const PAIRS = `
a a el la las les less lo los mi more never no one que quien su todos un una very while with
about any are it our the them these this what who without your;al menos que
all as in its of on other that the there your;also a be does for from has have no not on the to very
an at es in
and a all also an any are as at be by can could do does each en for from has how i if in is it its less
and more must never no not nothing of on one only other should so that the their then there these they this
and those to u very was we what when where which while who why will with without would y you
any but from more of one other where
are a all also as being by for in more never no not one only other that the there those to too very
as a all an any being by each es for i if in is it its of on one other that the their there these they this
as those we what when without you
at a all an and any each every it its one that the this what which your;aunque el no se
be a an at from in less more of on one the there to what your;because a an it its of our the there they
been an;being a an at
but a all any at can do does for i if is it never no not on one only should that the their there these they
but this we where will with without you
by a all an and any each how in it its one other our that the these this which your;cada una uno
can a also be do have i never not only then;como el esta la lo se
con cual cuantos el la las lo los mas otro que quien su sus toda un una with;could also be do just not
cual es porque;cuando el es hay la mas no se solo;cuantos se son
de cada con cual cuando donde eso esta este la las lo los menos que quien un una;del que;desde el la o
did not the we;do a any as have i if it more not nothing our so that the this too we with you
does a but do each it no not one that the this what with;donde esta no se solo;e de se y
each a can of one other so to with;el los mas que with
en cada donde el este la las los que todo todos un una;entre el los
es and cual de el la lo mas muy que toda todo un una;eso con es esta no;esta a el en la;estan a en;este es
esto con de en es no;every one
for a all an any each every how in it its less more no one or other our that the their them these this too
for very what when which who you your
from a an and any being e each every is it its me one our that the their there these this those too what
from when where which you your
had a not the;has a all an any at been its more no not one only or the them to;hasta con el la que todos
have a also an any at been it no not the their this to very you;hay mas ni que quien se un una
how a an can do does each is it many the these they to we would you your
i also can do had have no very would
if a all an and any at every for in it no not nothing one only our so that the their there they this we
if what you your
in a about all an and any are as de e each every for i in it its no on one only other our that the their
in these this those to when which with your
into a an being each every it its one other the their this to when your
is a about all also an any at because being by for from how in it its just less more never no not nothing
is on one only so that the then there this to too very what where why with without your
it a also and as at but by can could does for from has in into is just more must never no not of on only
it should so the there to was were when where will with without would
just a about one that the what when;la mas que;las que;less than;lo ha mas que cual;cual esta no se;los hay que
mas a de del que sobre;me es in nothing se;menos de un;more about in into of on than then with
must all also be have it never not;muy en;never a an as at be by if in the when
ni con de en la lo para por que quien se sobre un una
no de es esta estan hay la las le les lo los me nos of one other por se si solo son te todo
nobody can had will
not a all an any be been by do for from have in is its just more on one only that the their there they to
not very what without
nothing about at from has in is more of on to;nunca con se
o a con de el en estan la las muy no por se si sin un una
of a all an any being each every how it its just one or other our so that the their them these this those
of what where which with your
on a all an and any every how if in it its nothing one or our that the their them this to what which your
one and as at by can for has in is more must of on or should that to was we when where while will with
only a an and as at be do for from had has have if in is on one the to what when with
or a all an any as by do for from has how if in is it its just more must no not of on one only other should
or that the this to what when where which who will with without you
other in than;otra de para si;otro de;para el este ha la las lo los mi que quien ser un
pero a el es la le lo no nunca se una;por cada el las lo los que quien sobre su todos un
porque el es la no se
que al de el en es este hay la las le los me no quien se solo son tampoco te todo un ya;quien es la lo se
se como con cuando de donde esta ha han la le les lo los me que quien si;ser un;should be do have i if no not only
si el hay la las les los mas no otro se solo todo;sin el esto la los que su un una
since any i in it the there they this those without;sino un
so a all an and any are do each every have i if it just no not nothing on only other that the they this we you
sobre el la los o una;solo cuantos el hay la los para se un una;son las los un;tambien el la se si
tampoco de el hay la me se;than a any as for its just of one or other that the this you
that a also an are as at being by can could did do does each for had has have i if in is it its just must
that never no nobody not nothing one only other our should since the their there these they this to was we
that were when why will with would you your
the es from in its more no one only other the todo very;their other
them and are as at by from in into is one so the to too while with without
then a all an each is it just never no the they you;there a an and are is more must no only too was with
these are can in is never or to with;they all also are can do each had must never should were will would
this a also and as by can could do does for from in is one only or should since the to too was when will
this with would
those are in it of that to
to a all also an any as be being by do each every have in it its just no not one only other our that the
to their them these this what which you your
toda la;todas as las;todo al el lo se sin to;todos as con los;un solo;una de por si
was a also not on one only the;we also are can could do have need should will would;were a an never not
what a an could does each for has i is it must one only other should the they this to was we would you
when a all an any at does each every in is it its more no not one should that the there these they this to
when you your
where a all an do does e each every in is it no not nothing one other so the they this to you
which a all an are can could do does has have i is must never nothing of one should the there these this to
which was we were will would you
while a being each it not the their these this you;who are has have is only should this to
why a did do each is it not should the this we;will also be do have in never no not only then
with a all an and any as at but each how it its less lo more no nothing one only or other that the their
with them these this those what which your
without a all an any being it its the them this your;would be do have in not only you
y a cada como con cuando cuantos de del desde donde el en eso esto la las lo los no one otra para por que
y quien se si sin solo te un una ya
ya esta hay no que se
you a all also are can could do for from have how in just must never no on only should then to very what
you when will with would
el de del otro mas
la de del otra que
los de del que otros mas
las de del que otras mas
lo de del que menos
de si mas todo toda otra otro eso esto no
que esta lo a si para mas una en con por sin tambien solo ya cada
por una eso mas otro todas todos cada esto
y al no que es son tambien tampoco hay por para sin con se si eso
no un el para por al son
con todo todas eso esto cada otra otro mas
ni el los a si la las un una en por
es cada otra para ni si por
todo en para esta lo con eso por el
toda la
para todo una cada muy otra eso cuando toda
solo las no los la el una si me
si es esto esta el un una todas se
ya lo que por eso no es esta como
sin mas que
mas o que en de el los por a como
menos la el que de
o menos mas que los las una sobre la por
sobre como lo que cada todo el
cuando los un lo una el
tambien un los me es la el se para
tampoco un esta la el los hay
porque si los con ya esta
esta y en a mas
esto lo se no es
eso de hay es por se el no
como si no a son un una el la
otro de por en
otra de por en
en todas otro otra cuando cada eso esto
a otra cada si cuando todos todas mas esta
nunca los a la el
one does could would only
me if that it
there but should because
what all did can
how was
why i
if i more
all at have we is
nobody is does
and nobody have every
where will there
because i no nothing nobody their these all
it one that this because
or at
could have
who can do will
when do was
also that without when
from each
on each
in them there
to me
`;
