/**
 * What a page does without markup being able to: open everything at once and before printing, and open what a link leads to.
 * The page is whole without it. ASCII only: the page's policy names its hash.
 */
export const script = `
(function(){
var all=function(){return Array.prototype.slice.call(document.querySelectorAll('details'))};
var button=document.getElementById('toggle');
if(button){button.hidden=false;button.addEventListener('click',function(){
var open=all().some(function(d){return !d.open});
all().forEach(function(d){d.open=open});
button.textContent=open?button.dataset.collapse:button.dataset.expand;
button.setAttribute('aria-expanded',String(open));
})}
var closed=[];
addEventListener('beforeprint',function(){closed=all().filter(function(d){return !d.open});closed.forEach(function(d){d.open=true})});
addEventListener('afterprint',function(){closed.forEach(function(d){d.open=false});closed=[]});
var reveal=function(){
var target=location.hash.length>1?document.getElementById(location.hash.slice(1)):null;
if(!target)return;
for(var node=target;node;node=node.parentElement)if(node.tagName==='DETAILS')node.open=true;
target.scrollIntoView();
};
addEventListener('hashchange',reveal);reveal();
})();
`;
