// Everyday Chinese and English words of praise and complaint about a product or its service.
#include "engines/surfacing/words/opinion_lexicon.hpp"

namespace canyu::surfacing {
namespace {

constexpr OpinionGroup groups[] = {
    {2.5,
     "完美,太棒,超赞,点赞,爱了,惊艳,超值,物超所值,五星,强烈推荐,爱不释手,无可挑剔,神器,良心,超级好,非常好,"
     "非常满意,很满意,特别好,没得说,没话说,好评,真香,超出预期,赞一个"},
    {2,
     "喜欢,满意,推荐,好用,优秀,出色,给力,很棒,很好,挺好,真好,太好,好看,漂亮,流畅,顺滑,顺畅,舒服,舒适,"
     "划算,实惠,性价比高,清晰,清楚,灵敏,耐用,省电,精致,贴心,周到,热情,耐心,放心,省心,惊喜,值得,"
     "牛,赞,感谢,谢谢,支持,很快,蛮好,还好,方便,实用,好吃,真快,正品,细腻,鲜艳,跟手,丝滑"},
    {1.5,
     "不错,快捷,及时,简单,简洁,美观,大气,安静,静音,轻便,小巧,稳定,准时,合适,靠谱,可靠,强大,齐全,专业,"
     "高端,时尚,速度快,手感好,音质好,效果好,质量好,态度好,声音大,信号好,待机长,开心,高兴,愉快,爱,"
     "修好,解决了,有用,管用,恢复了,变好,进步,用心,人性化,便宜,没问题,没毛病"},
    {0.8, "好,快,棒,可以,行,正常,够用,耐看,实在,新颖,精美,完好,厉害,优点,优化"},
    {-2.5,
     "垃圾,骗子,骗人,太差,最差,很差,极差,差评,恶心,坑人,坑爹,上当,后悔,退货,退款,假货,翻新机,黑屏,死机,"
     "变砖,气死,气人,无语,呵呵,烂,渣,欺骗,忽悠,投诉,差劲,难用,失望,糟糕,不值,再也不,千万别,一塌糊涂,"
     "受不了,忍不了,崩溃,闪退,愤怒,敷衍,推卸,踢皮球,不理人"},
    {-2,
     "卡顿,卡死,发烫,发热,烫手,漏光,断流,掉线,重启,花屏,失灵,没反应,打不开,连不上,用不了,坏了,坏的,有问题,"
     "模糊,杂音,刺耳,耗电快,掉电快,费电,划痕,破损,瑕疵,缺货,难看,丑,粗糙,麻烦,太慢,很慢,真慢,太卡,很卡,"
     "太贵,偏贵,没用,不行,不好,不推荐,不建议,不满意,不满,郁闷,生气,心寒,坑,假的,骗,差,糟,缩水,降价,"
     "态度恶劣,拖延,不负责,没人管,没人理,难受,讨厌,可恶,无奈,死活,根本不"},
    {-1.5,
     "慢,卡,贵,迟钝,延迟,掉帧,闪屏,白屏,异常,报错,错误,失败,丢失,缺陷,毛病,故障,漏洞,损坏,松动,异响,"
     "噪音,吵,重,厚,笨重,不清楚,不清晰,不灵,不稳定,不准,不方便,不舒服,不支持,不显示,收不到,无法,不能用,"
     "不会用,没声音,听不清,看不清,没信号,信号差,太小,太短,太吵,太重,可惜,遗憾,缺点,不足,勉强,凑合,将就,"
     "耗电,广告,乱,少了,漏发,错发,二手,旧的"},
    {-0.8, "一般,不太,有点,问题,竟然,居然,为什么,什么玩意,希望,建议,但是,就是,难,弱,暗,短,维修,售后,换货"},
    {0,
     "好像,只好,好几,好多,好久,正好,刚好,最好,恰好,还可以,可以吗,差不多,差点,快递,重要,重新,多少,银行,行业,"
     "卡片,电话卡,内存卡,手机卡,双卡,爱好,好友,牛奶,慢慢,贵州,一般般,感谢反馈"},
    {2.5,
     "love,perfect,excellent,amazing,awesome,fantastic,outstanding,superb,brilliant,flawless,wonderful,"
     "highly recommend,best ever,five stars,5 stars"},
    {2,
     "great,good,best,nice,happy,satisfied,recommend,impressive,impressed,beautiful,gorgeous,smooth,"
     "delightful,reliable,fast,easy,enjoy,thank,thanks,intuitive,elegant,favorite,favourite,"
     "works great,works well,well done,good job,glad,superior,terrific,polished,responsive"},
    {1.5,
     "convenient,handy,comfortable,clean,clear,simple,quick,solid,stable,sturdy,quiet,cheap,affordable,"
     "accurate,friendly,polite,worth,worth it,works fine,works again,"
     "fun,cool,secure,lightweight,seamless,neat,pretty,no problem,no problems,"
     "no issues,no complaints"},
    {0.8, "fine,ok,okay,decent,works,well,fresh,bright,safe,kudos,appreciate,like"},
    {-2.5,
     "terrible,horrible,awful,worst,garbage,trash,useless,worthless,scam,hate,disgusting,pathetic,ridiculous,"
     "unacceptable,unusable,rubbish,crap,waste,waste of money,waste of time,nightmare,refund,ripoff,fraud,"
     "uninstall,uninstalled,never again,one star,1 star,disaster,dreadful,infuriating"},
    {-2,
     "bad,poor,crash,crashes,broken,broke,freezes,frozen,hangs,fail,fails,failed,failure,annoying,annoyed,"
     "frustrating,frustrated,disappointed,disappointing,disappointment,slow,sluggish,laggy,lag,stutter,"
     "unreliable,unstable,buggy,glitch,glitchy,ugly,stuck,lost,loses,cheated,misleading,rude,overpriced,"
     "impossible,unhelpful,stopped working,not working,does not work,doesn't work,won't open,worse,sucks,"
     "stupid,angry,sad"},
    {-1.5,
     "bug,problem,problems,issue,issues,error,errors,trouble,difficult,confusing,confused,cluttered,noisy,"
     "overheats,overheating,hot,drain,drains,missing,wrong,delay,delayed,late,unable,cannot,can't,damaged,"
     "defective,scratched,inconvenient,uncomfortable,expensive,heavy,blurry,unclear,complicated,clunky,"
     "limited,lacks,lacking,complain,complaint,regret,unfortunately,spam,ads,intrusive"},
    {-0.8, "hard,weak,small,short,dim,old,why,but,however,only,wish,should,need,needs,still,instead"},
    {0,
     "would like,i'd like,looks like,look like,feel like,like this,like that,something like,as well,right "
     "now,"
     "fast forward,best regards,thanks in advance,clean install,hot spot,late night,issue tracker,return key,"
     "bug report,safe mode,clear cache,clear data"},
};

}  // namespace

std::span<const OpinionGroup> opinion_lexicon() {
    return groups;
}

}  // namespace canyu::surfacing
