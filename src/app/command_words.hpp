// What --help says of the commands that keep and move a community: command_line.cpp puts the words to work.
#pragma once

#include "app/phrase.hpp"

namespace canyu::words {

inline constexpr Phrase doctor{"Look whether the database is sound and its counts are right",
                               "给数据库做体检：有没有坏，数得对不对"};
inline constexpr Phrase recount{"put wrong counts right", "数错的地方改过来"};

inline constexpr Phrase new_folder{"the folder to make", "要新建的文件夹"};
inline constexpr Phrase backup{"Copy the whole database while the server goes on",
                               "服务照开，把整个数据库备份一份"};
inline constexpr Phrase restore{"Bring a backup back", "把备份恢复回来"};
inline constexpr Phrase folder_of_backup{"the folder of the backup", "备份所在的文件夹"};
inline constexpr Phrase replace{"also where a community is; it is kept beside the new one",
                                "即使那里已经有一个社区；原来的会留在旁边"};
inline constexpr Phrase export_all{"Write the whole community as open files", "把整个社区写成谁都能读的文件"};

inline constexpr Phrase surfacing{
    "find what is alike and what rises; replay, cluster and board read a file of reports",
    "找出相同的话、浮上来的需求；replay、cluster、board 读一份反馈文件"};
inline constexpr Phrase replay{"for each report, before it joins: the likeliest earlier demands",
                               "逐条重放：每条反馈进来之前，先找出它最像的旧需求"};
inline constexpr Phrase cluster{"group the reports into demands in one pass",
                                "把反馈一遍归成需求，一行一个：反馈、需求"};
inline constexpr Phrase board{"rank the demands, with every factor", "给需求排浮力，每个因子都写出来"};
inline constexpr Phrase until{"hear nothing said later; default: the last line's time",
                              "只听到这个时间为止，默认听到最后一行"};
inline constexpr Phrase capacity{"demands the squads can take next week", "下周各小组一共接得下几个需求"};
inline constexpr Phrase allocation{"try the engine that shares out what is scarce", "检验分配稀缺东西的引擎"};
inline constexpr Phrase simulate{
    "run it against crashes, lost writes, wrong clocks and two leaders; 1 when a promise is broken",
    "让它经历崩溃、丢失的写入、不准的时钟和两个主节点；有一条承诺没守住就以 1 结束"};
inline constexpr Phrase seed{"the first run's seed; the same seed gives the same run",
                             "第一轮的种子；种子相同，过程就相同"};
inline constexpr Phrase runs{"how many runs, each with the next seed", "跑多少轮，每轮换下一个种子"};
inline constexpr Phrase history{"write what was asked, answered and kept, as JSON lines",
                                "把问了什么、答了什么、记下了什么写成文件，每行一个 JSON"};
inline constexpr Phrase without{"take this check out of the engine, to see that it would be missed",
                                "把引擎的这一项检查拿掉，看会不会被发现"};
inline constexpr Phrase known_product{"short name of the product", "产品的短名"};
inline constexpr Phrase learn{
    "learn from what people decided in a product: a new version of its \"is it this?\"",
    "跟着大家归过的反馈学：给一个产品的“是不是这件事”出一个新版本"};
inline constexpr Phrase people_use{
    "count what people of a product say more than usual, and look for words that mean the same",
    "数一数一个产品的用户最近说得特别多的词，找找哪些词是一个意思"};
inline constexpr Phrase use_model{"go back to a version of what was learned", "用回学过的某一版"};
inline constexpr Phrase version{"which version; 0 for the one that is shipped", "第几版，0 是出厂的"};
inline constexpr Phrase import{"Take in what comes from elsewhere", "把别处的内容导进来"};
inline constexpr Phrase community{"Take in what canyu export has written, into an empty database",
                                  "把 canyu export 写的整个社区装进一个空数据库"};
inline constexpr Phrase folder_of_export{"the folder that was exported", "导出时的那个文件夹"};
inline constexpr Phrase product{"short name of the product; made where there is none",
                                "产品的短名；没有就新建"};
inline constexpr Phrase reports{"Take in a file of reports", "把一份反馈文件导进来"};
inline constexpr Phrase file_of_reports{"JSON lines, plain or gzip", "每行一个 JSON，可以是 gzip"};
inline constexpr Phrase csv{"Take in a table of reports", "把一张反馈表格导进来"};
inline constexpr Phrase file_of_csv{"CSV with a first row of names, plain or gzip",
                                    "CSV，第一行是列名，可以是 gzip"};
inline constexpr Phrase column{
    "the column of a part, like text=Description; parts: id title text user ts lang kind",
    "哪一列是什么，比如 text=描述；可以写 id title text user ts lang kind"};
inline constexpr Phrase fider{"Take in what Fider exports", "把 Fider 导出的内容导进来"};
inline constexpr Phrase file_of_fider{"posts.csv, or the folder of its unpacked backup",
                                      "posts.csv，或者备份解压出来的文件夹"};
inline constexpr Phrase discourse{"Take in topics of Discourse", "把 Discourse 的话题导进来"};
inline constexpr Phrase file_of_discourse{"answers of its API, one a line or one a .json file of a folder",
                                          "它的接口给出的 JSON，一行一个，或者文件夹里一个文件一个"};

}  // namespace canyu::words
