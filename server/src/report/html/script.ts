/** Filters and printing. The page says everything without it. */
export const SCRIPT = `
(function(){
"use strict";
document.documentElement.classList.add("js");
var form=document.getElementById("filters");
if(form){
var items=[].slice.call(document.querySelectorAll("[data-level]"));
var out=document.getElementById("shown");
function apply(){
var words=form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);
var risk=form.elements.risk.value;
var levels={};
[].forEach.call(form.querySelectorAll("input[type=checkbox]"),function(box){levels[box.value]=box.checked});
var n=0;
items.forEach(function(item){
var text=item.textContent.toLowerCase();
var ok=levels[item.dataset.level]!==false&&(risk===""||(" "+item.dataset.risks+" ").indexOf(" "+risk+" ")>=0)&&words.every(function(w){return text.indexOf(w)>=0});
item.hidden=!ok;
if(ok)n++;
});
out.textContent=n+" of "+items.length+" shown";
}
form.addEventListener("input",apply);
form.addEventListener("submit",function(e){e.preventDefault()});
apply();
}
var pick=document.getElementById("map-risk");
if(pick){
var parts=[].slice.call(document.querySelectorAll("#map [data-risks]"));
var told=document.getElementById("map-shown");
var show=function(){
var n=0;
parts.forEach(function(part){
var on=pick.value===""||(" "+part.dataset.risks+" ").indexOf(" "+pick.value+" ")>=0;
part.classList.toggle("off",!on);
if(on&&part.tagName==="g")n++;
});
told.textContent=pick.value===""?"":n+" parts";
};
pick.addEventListener("input",show);
pick.form.addEventListener("submit",function(e){e.preventDefault()});
show();
}
function reveal(){
var id=location.hash.slice(1);
var target=id&&document.getElementById(id);
if(target&&target.tagName==="DETAILS"){target.open=true;target.hidden=false;target.scrollIntoView()}
}
addEventListener("hashchange",reveal);
reveal();
var closed=[];
addEventListener("beforeprint",function(){closed=[].slice.call(document.querySelectorAll("details:not([open])"));closed.forEach(function(d){d.open=true})});
addEventListener("afterprint",function(){closed.forEach(function(d){d.open=false})});
})();
`;
