/** Puts in what the extension sends, keeps the place of the reader, and tells what is chosen. */
export const MAP_SCRIPT = `
(function(){
"use strict";
var host=acquireVsCodeApi();
var map=document.getElementById("map");
var said=document.getElementById("said");
var shown="";
function tell(message){host.postMessage(message)}
function marks(element){
return element&&element!==document.body?[element.id,element.dataset.path,element.dataset.at,element.dataset.call,element.dataset.view,element.dataset.finding].join("|"):"";
}
var wanted="[data-path],[data-call],[data-view],[data-finding],select";
addEventListener("message",function(event){
var told=event.data;
if(!told||typeof told.page!=="string")return;
host.setState(told.state);
if(told.page===shown)return;
var isSame=shown!=="";
var focus=marks(document.activeElement);
shown=told.page;
map.innerHTML=told.page;
if(focus!=="")[].some.call(map.querySelectorAll(wanted),function(element){
if(marks(element)!==focus)return false;
element.focus({preventScroll:true});
return true;
});
said.textContent=isSame?"The map was drawn again: "+told.title:told.title;
});
function act(element){
if(element.dataset.call!==undefined)tell({kind:"call",id:element.dataset.call});
else if(element.dataset.finding!==undefined)tell({kind:"finding",fingerprint:element.dataset.finding});
else if(element.dataset.view!==undefined)tell({kind:"surface",risk:""});
else tell({kind:"open",path:element.dataset.path,at:element.dataset.at.split(",").map(Number)});
}
var active="[data-path],[data-call],[data-view],[data-finding]";
addEventListener("click",function(event){
var element=event.target.closest&&event.target.closest(active);
if(element)act(element);
});
addEventListener("keydown",function(event){
if(event.key!=="Enter"&&event.key!==" ")return;
var element=event.target.closest&&event.target.closest("[role=button]");
if(!element)return;
event.preventDefault();
act(element);
});
addEventListener("change",function(event){
if(event.target.id==="calls"&&event.target.value!=="")tell({kind:"call",id:event.target.value});
if(event.target.id==="risk")tell({kind:"surface",risk:event.target.value});
});
tell({kind:"ready"});
})();
`;
